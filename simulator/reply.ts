export interface Reply {
	status: number;
	contentType?: string;
	headers?: Record<string, string | string[]>;
	body?: string | Buffer;
}

export const json = (value: unknown, status = 200): Reply => ({
	status,
	contentType: 'application/json',
	body: JSON.stringify(value),
});

export const noContent = (): Reply => ({ status: 204 });

export const html = (status: number, title: string, detail = ''): Reply => ({
	status,
	contentType: 'text/html;charset=UTF-8',
	body: [
		'<html>',
		'<head>',
		`<title>Status page</title>`,
		'</head>',
		'<body style="font-family: sans-serif;">',
		`<p style="font-size: 1.2em;font-weight: bold;margin: 1em 0px;">${title}</p>`,
		detail && `<p>${detail}</p>`,
		'</body>',
		'</html>',
	].join('\n'),
});
