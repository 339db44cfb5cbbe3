import { isObject } from '../json';
import type { Change } from './manners';
import type { ClassicObject, ClassicValue } from './tree';

const DAY_MINUTES = 1440;

/** What a policy stores of its times and of its notification (jamf-behavior 11.53). */
export const storedPolicy: Change = ({ given, current }) => {
	const { general, self_service: selfService } = given;
	const limits = isObject(general) ? general.date_time_limitations : undefined;
	const before = isObject(current?.general) ? current.general.date_time_limitations : undefined;
	return {
		...given,
		...(isObject(general) &&
			isObject(limits) && {
				general: { ...general, date_time_limitations: storedTimes(limits, isObject(before) ? before : {}) },
			}),
		...(isObject(selfService) && { self_service: storedNotification(selfService) }),
	};
};

function storedTimes(limits: ClassicObject, before: ClassicObject): ClassicObject {
	const names = ['no_execute_start', 'no_execute_end'] as const;
	const times = names.map((name) => [name, storedTime(limits[name], before[name])] as const);
	return { ...limits, ...Object.fromEntries(times) };
}

/** Minutes beyond a day are stored without the days; a real time clears. What is empty keeps. */
function storedTime(value: ClassicValue | undefined, before: ClassicValue | undefined): ClassicValue {
	if (value === undefined || value === '' || value === before) return before ?? '';
	const [, hours = '', minutes = ''] = /^(\d+):(\d\d) [AP]M$/.exec(String(value)) ?? [];
	const total = Number(hours) * 60 + Number(minutes);
	if (total <= DAY_MINUTES) return '';
	const hour = Math.floor((total % DAY_MINUTES) / 60);
	return `${hour % 12 === 0 ? 12 : hour % 12}:${minutes} ${hour < 12 ? 'AM' : 'PM'}`;
}

/** The boolean is stored from `notification`, the place from `notification_type`; both are shown in `notification`. */
function storedNotification(selfService: ClassicObject): ClassicObject {
	const { notification, notification_type: type } = selfService;
	if (!Array.isArray(notification)) return selfService;
	const isOn = notification.find((value) => value === 'true' || value === 'false') ?? 'false';
	const place = type === undefined || type === '' ? 'Self Service' : type;
	return { ...selfService, notification: [isOn, place], notification_type: place };
}
