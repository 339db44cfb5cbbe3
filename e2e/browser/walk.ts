import type { Server } from '../server';
import type { Editor } from './editor';

/** What the browser steps share. */
export interface Walk extends Omit<Server, 'close'> {
	editor: Editor;
	/** A check with a screenshot of its end. */
	step(name: string, holds: () => Promise<void>): Promise<void>;
}
