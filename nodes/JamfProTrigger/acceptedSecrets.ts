const MAX_DIGESTS = 4;
const MAX_NODES = 1_000;

/**
 * Digests of secrets that nodes created in this process. n8n saves static data after the activation, but Jamf can send events before that,
 * and an execution that ends later can overwrite it.
 */
export class AcceptedSecrets {
	private readonly nodes = new Map<string, string[]>();

	add(node: string, digest: string): void {
		const others = this.list(node).filter((each) => each !== digest);
		this.nodes.delete(node);
		this.nodes.set(node, [...others, digest].slice(-MAX_DIGESTS));
		const [oldest] = this.nodes.keys();
		if (this.nodes.size > MAX_NODES && oldest !== undefined) this.nodes.delete(oldest);
	}

	list(node: string): string[] {
		return this.nodes.get(node) ?? [];
	}

	remove(node: string, digest: string): void {
		const others = this.list(node).filter((each) => each !== digest);
		if (others.length === 0) this.nodes.delete(node);
		else this.nodes.set(node, others);
	}
}
