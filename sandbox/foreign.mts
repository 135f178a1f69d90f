import type { FastifyInstance } from 'fastify';
import type { Context } from './context.mts';
import { documentBytes } from './ecross/documentFiles.mts';

/**
 * A host that belongs to nobody: it records whatever reaches it, to show that no credential does.
 * The documents of e-CROSS orders lie here too, since the real ones are on other hosts.
 */
export function registerForeignHost(app: FastifyInstance, context: Context): void {
	app.addHook('preHandler', async (request) => {
		const { method, url, headers, body } = request;
		context.statistics.recordForeign({
			method,
			url,
			headers,
			body: typeof body === 'string' ? body : '',
		});
	});
	app.get('/documents/*', async (request, reply) => {
		const file = documentBytes(new URL(request.url, context.foreignUrl).pathname);
		return reply.type(file.contentType).send(file.bytes);
	});
	app.all('/*', async (_request, reply) => reply.send({}));
}
