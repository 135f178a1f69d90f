import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** What users filled in, by credential type. */
export type CredentialData = Record<string, ICredentialDataDecryptedObject>;

/** Stands for n8n's table of credentials: one row per type. Processes share it as they do in n8n. */
export class CredentialRows {
	/** How often n8n read a row, and wrote one. */
	reads = 0;
	writes = 0;
	/** While set, every write fails, as with a locked SQLite file. */
	isLocked = false;
	private readonly data: CredentialData;

	constructor(data: CredentialData) {
		this.data = structuredClone(data);
	}

	/** A copy of what lies in the row. @throws where there is no credential of this type */
	read(type: string): ICredentialDataDecryptedObject {
		const row = this.data[type];
		if (!row) throw new Error(`There is no credential of the type ${type}`);
		this.reads += 1;
		return structuredClone(row);
	}

	write(type: string, data: ICredentialDataDecryptedObject): void {
		if (this.isLocked) throw new Error('SQLITE_BUSY: database is locked');
		this.writes += 1;
		this.data[type] = structuredClone(data);
	}

	/** The row as it is now, without counting as a read. */
	peek(type: string): ICredentialDataDecryptedObject {
		return structuredClone(this.data[type] ?? {});
	}

	/** Changes fields as a user does who edits the credential: the rest of the row stays. */
	edit(type: string, change: ICredentialDataDecryptedObject): void {
		this.data[type] = { ...this.data[type], ...change };
	}
}
