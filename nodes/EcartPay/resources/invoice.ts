import { locator, outputField, text } from '../../shared/fields';
import { local, path, query } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { invoiceFile } from '../api/invoiceFile';
import { numberedPages } from '../api/paginations';
import { api } from '../api/request';
import * as searches from '../api/searches';
import { ID_PLACEHOLDER } from './fields';

/** The page size that the documentation names for this list. */
const PAGE_ROWS = 20;

export const invoice = resource({
	value: 'invoice',
	name: 'Invoice',
	description: 'Invoices that were issued to clients',
	operations: [
		operation({
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many invoices',
			description: 'Retrieve the invoices issued to clients',
			contract: 'listInvoices',
			request: api('GET', '/api/invoices'),
			optional: {
				year: query(text({ displayName: 'Year', placeholder: 'e.g. 2026' })),
				month: query(text({ displayName: 'Month', placeholder: 'e.g. 01' })),
			},
			pages: numberedPages({ maximum: PAGE_ROWS }),
		}),
		operation({
			value: 'download',
			name: 'Download',
			action: 'Download an invoice',
			description: 'Download the files of an invoice (CFDI) as one ZIP archive',
			contract: 'downloadCfdi',
			filesOut: true,
			request: api('GET', '/api/invoices/cfdi/download/{id}'),
			parameters: {
				id: path(
					locator({
						displayName: 'Invoice',
						required: true,
						search: searches.invoices,
						placeholder: ID_PLACEHOLDER,
					}),
				),
				binaryPropertyName: local(outputField()),
			},
			execute: async (context, { id, binaryPropertyName }) => {
				const answer = await context.answer({ ...context.request(), file: true });
				const file = invoiceFile(answer, id);
				if ('problem' in file) throw context.unknown(file.problem);
				const { fileName, mimeType } = file;
				return [
					{
						json: { id, fileName, mimeType, size: file.content.length },
						binary: { [binaryPropertyName]: await context.store(file) },
					},
				];
			},
		}),
	],
});
