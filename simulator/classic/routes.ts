import type { Route } from '../route';
import type { World } from '../world';
import { categories } from './categories';
import { computerRoutes } from './computers';
import { computerGroups } from './groups';
import { classicResourceRoutes } from './resource';
import { webhooks } from './webhooks';

export const classicRoutes = (world: World): Route[] => [
	...computerRoutes(world),
	...classicResourceRoutes(categories(world)),
	...classicResourceRoutes(computerGroups(world)),
	...classicResourceRoutes(webhooks(world)),
];
