import type { Json, JsonObject } from './json';
import type { UploadedFile } from './multipart';

export interface Role {
	id: number;
	displayName: string;
	privileges: string[];
}

export interface Integration {
	id: number;
	displayName: string;
	/** The response contains their names; a renamed role stays assigned (jamf-behavior 8). */
	roleIds: number[];
	enabled: boolean;
	accessTokenLifetimeSeconds: number;
	clientId: string;
	/** Undefined until credentials are created. */
	clientSecret: string | undefined;
}

/** A building, department, category or script. */
export interface NamedRecord {
	id: number;
	name: string;
	[field: string]: Json;
}

/** A group of computers, for both APIs. */
export interface ComputerGroup {
	id: number;
	name: string;
	smart: boolean;
	siteId: number;
	/** Stored, but not evaluated. */
	criteria: JsonObject[];
	/** Computer IDs. Smart groups keep their initial members. */
	members: number[];
	/** Fields that only the Jamf Pro API has. */
	pro?: Json | undefined;
}

/** A command sent through the Classic API. */
export interface Command {
	id: number;
	devices: 'computers' | 'mobiledevices';
	deviceId: number;
	uuid: string;
	name: string;
	status: 'Pending' | 'Completed' | 'Failed';
}

/** A file uploaded through the Classic API. */
export interface Upload extends UploadedFile {
	id: number;
	resource: string;
	objectId: number;
}

export interface Icon extends UploadedFile {
	id: number;
}
