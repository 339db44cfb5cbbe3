import type { Server } from '../server';
import type { Editor } from './editor';

/** What the steps of the browser share. */
export interface Walk extends Omit<Server, 'close'> {
	editor: Editor;
	/** A check with a picture of how it ended. */
	step(name: string, holds: () => Promise<void>): Promise<void>;
}
