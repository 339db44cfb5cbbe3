import { isObject } from '../json';
import type { ClassicObject, ClassicValue } from './tree';

/** Settings of the server that decide what a GET returns. */
interface Configuration {
	hasNotifications: boolean;
	omitsNamesOfNone: boolean;
}

/** Types whose notifications a setting of Self Service turns off (jamf-behavior 11.11), with the section that has them. */
const NOTIFYING: Readonly<Record<string, string>> = {
	ebooks: 'self_service',
	macapplications: 'self_service',
	mobiledeviceapplications: 'self_service',
	patchpolicies: 'user_interaction',
	policies: 'self_service',
};

/** The object as a server with these settings returns it. */
export function asConfigured(object: ClassicObject, configuration: Configuration, type: string): ClassicObject {
	const { hasNotifications, omitsNamesOfNone } = configuration;
	const named = omitsNamesOfNone ? (withoutNone(object) as ClassicObject) : object;
	const section = NOTIFYING[type] ?? '';
	const value = named[section];
	if (hasNotifications || !isObject(value)) return named;
	const kept = Object.entries(value).filter(([name]) => !name.startsWith('notification'));
	return { ...named, [section]: Object.fromEntries(kept) };
}

function withoutNone(value: ClassicValue): ClassicValue {
	if (Array.isArray(value)) return value.map(withoutNone);
	if (!isObject(value)) return value;
	const kept = Object.entries(value).filter(([name]) => name !== 'name' || value.id !== -1);
	return Object.fromEntries(kept.map(([name, each]) => [name, each && withoutNone(each)]));
}
