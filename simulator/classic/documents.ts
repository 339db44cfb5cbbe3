import { badRequest } from '../failure';
import { merge } from '../json';
import { param } from '../request';
import { listReply } from './reply';
import { type Handle, type Operation, placeholder } from './operations';
import { ClassicResource } from './resource';
import { sample } from './sample';
import { subsetOf } from './subset';
import type { ClassicObject } from './tree';

const PERIOD = /^(\d{4}-\d\d-\d\d)_(\d{4}-\d\d-\d\d)$/;

/** Histories, reports and similar documents, generated from their elements and their object. */
export function documentOf({ state, resource, segments, row }: Operation, parent?: string): Handle {
	const objects = state.classic;
	const [key = '', name] = segments;
	const parts = segments.indexOf('subset');
	const period = segments.find((segment) => segment.includes('}_{'));
	const about = parent === undefined ? undefined : new ClassicResource(objects, objects.type(parent));
	return (request) => {
		const { elements } = resource.type;
		if (period && !PERIOD.test(param(request, placeholder(period)))) throw badRequest('the period is not two dates');
		const id = about ? about.find(request, key, placeholder(name)) : FIRST;
		const made = sample(elements, { seed: state.settings.seed, id, pick: objects.pick });
		const field = row.list?.field;
		if (field !== undefined) {
			const list = field.split('.').at(-1) ?? field;
			const rows = made[list];
			return listReply(request, field, list.slice(0, -1), 1, Array.isArray(rows) ? (rows as ClassicObject[]) : [made]);
		}
		const general: ClassicObject = parent === undefined ? {} : { general: objects.summary(parent, id) ?? {} };
		const shown = parts < 0 ? elements : subsetOf(elements, param(request, placeholder(segments[parts + 1])));
		return resource.show(request, merge(made, general), shown, row.root === undefined ? {} : { root: row.root });
	};
}

const FIRST = 1;
