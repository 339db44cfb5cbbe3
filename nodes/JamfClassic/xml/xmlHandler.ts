/** Receives the content of a document. */
export interface XmlHandler {
	/** Called for each element as soon as its name is known, before it is opened or added. */
	countElement(): void;
	/** Called for each attribute of the element that was counted last. */
	addAttribute(): void;
	/** Returns the same string for the same name. */
	internName(name: string): string;
	openElement(name: string): void;
	closeElement(): void;
	/** An element that only contains text. */
	addLeaf(name: string, text: string): void;
	/** A part of the text of an open element that has children. */
	addText(text: string): void;
}
