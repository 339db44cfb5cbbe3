import { badRequest, Failure, invalidField } from '../failure';
import type { JsonObject } from '../json';
import type { CommandQueue, QueuedCommand } from '../mdm/commandQueue';
import type { FieldKind, Fields } from '../predicate';
import { page } from '../query';
import { json } from '../reply';
import type { ApiRequest } from '../request';
import type { Route } from '../route';
import { type Expression, parseRsql } from '../rsql';
import type { ServerState } from '../state';

const VIEW = ['View MDM command information in Jamf Pro API'];

/** jamf-behavior 7.6: the words of the filter `status`, which are not those of responses. */
const WORDS = {
	ACKNOWLEDGED: 'Acknowledged',
	COMMAND_FORMAT_ERROR: 'CommandFormatError',
	ERROR: 'Error',
	NOT_NOW: 'NotNow',
	PENDING: 'Pending',
	REMOVED: '',
};

const DATES = new Set(['dateCompleted', 'dateSent', 'validAfter']);
const MAX_UUIDS = 40;

/** The status of MDM commands (jamf-behavior 7.6). */
export function mdmCommandRoutes({ mdmCommands: queue }: ServerState): Route[] {
	const listing = { fields: fieldsOf(queue), defaultSort: 'dateSent:asc' };
	const isKept = (command: QueuedCommand) => queue.statusOf(command).state !== 'REMOVED';
	return [
		{
			method: 'GET',
			path: '/api/v2/mdm/commands',
			privileges: VIEW,
			refusal: 'INVALID_PRIVILEGE',
			handle: (request) => {
				const filter = request.query.get('filter') ?? '';
				if (filter.trim() === '') throw badRequest('a filter is required');
				checkDates(parseRsql(filter));
				const { totalCount, rows } = page(request, queue.commands, listing, isKept);
				return json({ totalCount, results: rows.map((command) => shown(queue, command)) });
			},
		},
		{
			method: 'GET',
			path: '/api/v1/mdm/commands',
			privileges: VIEW,
			refusal: 'INVALID_PRIVILEGE',
			deprecated: '2023-10-16',
			handle: (request) =>
				json(
					findByUuid(queue, request)
						.filter(isKept)
						.map((command) => shown(queue, command)),
				),
		},
	];
}

function findByUuid({ commands }: CommandQueue, { query, node }: ApiRequest): QueuedCommand[] {
	const uuids = query.getAll('uuids').flatMap((text) => text.split(','));
	// jamf-behavior 3.2
	if (uuids.length > MAX_UUIDS) throw new Failure(414);
	const client = query.get('client-management-id');
	return commands.values(node).filter(({ uuid, managementId }) => uuids.includes(uuid) || managementId === client);
}

/** jamf-behavior 7.6: only the greater-than and less-than operators. */
function checkDates(expression: Expression): void {
	if ('all' in expression) expression.all.forEach(checkDates);
	else if ('any' in expression) expression.any.forEach(checkDates);
	else if (DATES.has(expression.field) && !/^[<>]/.test(expression.operator))
		throw invalidField(expression.field, 'dates can be compared with gt, lt, ge and le only');
}

function shown(queue: CommandQueue, command: QueuedCommand): JsonObject {
	const { uuid, managementId, clientType, commandType } = command;
	const { state, error } = queue.statusOf(command);
	return {
		uuid,
		dateSent: isoDate(command.sentAt),
		dateCompleted: completedAt(queue, command),
		client: { managementId, clientType },
		commandState: state,
		commandType,
		commandError: error === undefined ? null : { ...error },
		profileId: null,
	};
}

function completedAt(queue: CommandQueue, command: QueuedCommand): string | null {
	const { state, respondedAt } = queue.statusOf(command);
	return respondedAt === undefined || state === 'NOT_NOW' ? null : isoDate(respondedAt);
}

const isoDate = (at: number): string => new Date(at).toISOString();

function fieldsOf(queue: CommandQueue): Fields<QueuedCommand> {
	const field = (kind: FieldKind, read: (command: QueuedCommand) => boolean | string | null) => ({
		kind,
		read,
		filterable: true,
		sortable: true,
	});
	return {
		uuid: field('text', ({ uuid }) => uuid),
		clientManagementId: field('text', ({ managementId }) => managementId),
		command: field('text', ({ commandType }) => commandType),
		status: field('text', (command) => WORDS[queue.statusOf(command).state]),
		clientType: field('text', ({ clientType }) => clientType),
		dateSent: field('date', ({ sentAt }) => isoDate(sentAt)),
		validAfter: field('date', ({ sentAt }) => isoDate(sentAt)),
		dateCompleted: field('date', (command) => completedAt(queue, command)),
		profileId: field('number', () => null),
		profileIdentifier: field('text', () => null),
		active: field('boolean', (command) => completedAt(queue, command) === null),
	};
}
