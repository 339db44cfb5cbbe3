import { badRequest } from '../failure';
import { merge } from '../json';
import { type ApiRequest, param } from '../request';
import { type Handle, type Operation, placeholder } from './operations';
import { ClassicResource } from './resource';
import { sample } from './sample';
import { subsetOf } from './subset';
import type { ClassicObject } from './tree';

const PERIOD = /^(\d{4}-\d\d-\d\d)_(\d{4}-\d\d-\d\d)$/;

/** Histories, reports and the like: made from nothing but their elements and the device that they are about. */
export const deviceDocument =
	(devices?: 'computers' | 'mobiledevices') =>
	({ world, resource, segments, row, elements }: Operation): Handle => {
		const objects = world.classic;
		const [key = '', name] = segments;
		const parts = segments.indexOf('subset');
		const period = segments.find((segment) => segment.includes('}_{'));
		const deviceOf = (request: ApiRequest): number => {
			if (!devices) return 1;
			return new ClassicResource(objects, objects.type(devices)).find(request, key, placeholder(name));
		};
		return (request) => {
			if (period && !PERIOD.test(param(request, placeholder(period)))) throw badRequest('the period is not two dates');
			const id = deviceOf(request);
			const made = sample(elements, { seed: world.settings.seed, id, pick: objects.pick });
			const about: ClassicObject = devices ? { general: objects.summary(devices, id) ?? {} } : {};
			const wanted = parts < 0 ? undefined : param(request, placeholder(segments[parts + 1]));
			const shown = wanted === undefined ? elements : subsetOf(elements, wanted);
			return resource.show(request, merge(made, about), shown, row.root);
		};
	};
