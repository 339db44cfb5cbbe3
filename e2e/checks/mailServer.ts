import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { waitUntil } from '../waitUntil';

interface MailServer {
	host: string;
	port: number;
	/** Waits for the first message, and returns its HTML. */
	html: () => Promise<string>;
	close: () => void;
}

/** An SMTP server on this machine that keeps every message and delivers none. */
export async function startMailServer(): Promise<MailServer> {
	const messages: string[] = [];
	const server = createServer((socket) => talk(socket, messages));
	await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	return {
		host: '127.0.0.1',
		port: typeof address === 'object' && address !== null ? address.port : 0,
		html: async () => {
			await waitUntil('a message', () => messages.length > 0);
			return decodeHtml(messages[0] ?? '');
		},
		close: () => server.close(),
	};
}

function talk(socket: Socket, messages: string[]): void {
	const send = (line: string) => void socket.write(`${line}\r\n`);
	const lines: string[] = [];
	let isData = false;
	socket.on('error', () => socket.destroy());
	createInterface({ input: socket }).on('line', (line) => {
		if (isData) {
			if (line !== '.') return void lines.push(line);
			isData = false;
			messages.push(lines.splice(0).join('\n'));
			return send('250 queued');
		}
		const [verb = ''] = line.toUpperCase().split(' ');
		isData = verb === 'DATA';
		send(isData ? '354 go on' : verb === 'QUIT' ? '221 bye' : '250 ok');
	});
	send('220 mail.example.com ESMTP');
}

/** The HTML of a message with one part, quoted-printable or Base64. */
function decodeHtml(message: string): string {
	const end = message.indexOf('\n\n');
	const [head, body] = [message.slice(0, end), message.slice(end + 2)];
	if (/^content-transfer-encoding: base64/im.test(head)) return Buffer.from(body, 'base64').toString('utf8');
	const escaped = body
		.replace(/=\n/g, '')
		.replace(/%/g, '%25')
		.replace(/=([0-9A-F]{2})/g, '%$1');
	return decodeURIComponent(escaped)
		.replace(/&quot;/g, '"')
		.replace(/&#39;/g, "'")
		.replace(/&lt;/g, '<')
		.replace(/&gt;/g, '>')
		.replace(/&amp;/g, '&');
}
