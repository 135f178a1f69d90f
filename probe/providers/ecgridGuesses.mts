/**
 * Where ECGrid's pages contradict each other the contract follows its endpoint reference
 * (`x-ecgrid-variants`), and where they are silent it guesses.
 */
import type { Answers } from '../answers.mts';
import { held, notHeld, undecided, type Guess, type Verdict } from '../plan.mts';
import { firstValue, rowsIn, type Shape } from '../shapes.mts';

const CHANGES = 'It takes a change of data, and the probe changes nothing.';

export const ecGridGuesses: readonly Guess[] = [
	{
		place: 'login: name of the email',
		assumes: 'The guide’s form is right: email and password.',
		check: loginFormVerdict,
	},
	{
		place: 'login: members of the answer',
		assumes: 'A login answers token, refreshToken and expiresAt.',
		check: loginAnswerVerdict,
	},
	{
		place: 'refresh: form',
		assumes: 'A refresh takes refreshToken and may answer with a new one.',
		check: { notProbeable: 'A refresh ends the token that other clients of the user may share.' },
	},
	{
		place: 'error body',
		assumes: 'Errors come in the envelope, with errorCode and message.',
		check: errorVerdict,
	},
	listGuess('listNetworks', 'networks'),
	listGuess('listMailboxes', 'mailboxes'),
	listGuess('listInboxInterchanges', 'interchanges'),
	listGuess('listCallbackEvents', 'events'),
	listGuess('listCallbackQueue', 'queueEntries'),
	bareListGuess('listPendingInboxParcels'),
	bareListGuess('listInboxParcels'),
	bareListGuess('listUsers'),
	bareListGuess('listIds'),
	memberGuess('parcel: members', 'listInboxParcels', [
		'parcelId',
		'bytes',
		'ecGridIdFrom',
		'created',
	]),
	memberGuess('mailbox: members', 'listMailboxes', ['mailboxId', 'companyName']),
	memberGuess('ID: members', 'listIds', ['ecGridId', 'qualifier', 'id']),
	memberGuess('user: login', 'listUsers', ['userId', 'login']),
	memberGuess('carbon copy: members', 'listCarbonCopies', ['ccId', 'fromMailboxId', 'toMailboxId']),
	{
		place: 'parcel: status',
		assumes: 'A parcel’s status is a text.',
		check: parcelStatusVerdict,
	},
	{
		place: 'queue entry by ID',
		assumes: 'The read of one queue entry takes the ID of the registration.',
		check: queueEntryVerdict,
	},
	{
		place: 'end of a list without totals',
		assumes: 'A page shorter than asked for is the last one.',
		check: pageVerdict,
	},
	{
		place: 'size of a file',
		assumes: 'bytes is the size of the decoded file.',
		check: { notProbeable: 'It takes a download, which may change the parcel’s status.' },
	},
	{
		place: 'creating a callback: form',
		assumes: 'A registration takes url, event, mailboxId and httpAuthType.',
		check: { notProbeable: CHANGES },
	},
	{
		place: 'level that mailboxes and IDs need',
		assumes: 'REST needs the levels that SOAP states for moving an ID and adding a mailbox.',
		check: { notProbeable: CHANGES },
	},
	{
		place: 'SOAP: form of a fault',
		assumes: 'A fault’s detail has a word, or ErrorCode, ErrorString, ErrorItem and ErrorMessage.',
		check: faultVerdict,
	},
	{
		place: 'SOAP: numbers of the return codes',
		assumes: 'The numbers count the words of RetCode in the order of the WSDL.',
		check: {
			notProbeable: 'A read brings about few of these errors, and each would have to be provoked.',
		},
	},
	{
		place: 'SOAP: end of a session',
		assumes: 'It is told as SessionTimeout or Authentication.',
		check: {
			notProbeable: 'It takes a session that has ended, and wrong sessions may lock the user.',
		},
	},
	{
		place: 'SOAP: collections of parcels',
		assumes: 'The inbox comes as ParcelIDInfoCollection with ParcelIDInfoList.',
		check: collectionVerdict,
	},
];

function loginFormVerdict(answers: Answers): Verdict {
	const logins = answers.asked.filter(({ operationId }) => operationId === 'login');
	const good = logins.findIndex(({ received }) => received?.status === 200);
	if (good === -1) return undecided('No login was made, or none succeeded.');
	if (good === 0) return held('The first form that was tried, with email, was accepted.');
	return notHeld(
		`Form ${good + 1} of email, login, username was accepted, after refusals with 400.`,
	);
}

function loginAnswerVerdict(answers: Answers): Verdict {
	const good = answers.asked.find(
		({ operationId, received }) => operationId === 'login' && received?.status === 200,
	);
	if (good === undefined) return undecided('No login was made, or none succeeded.');
	const names = ['token', 'refreshToken', 'expiresAt'];
	const missing = names.filter((name) => firstValue(good.received?.body, [name]) === undefined);
	return missing.length === 0
		? held('All three members came.')
		: notHeld(`Without ${missing.join(', ')}.`);
}

function errorVerdict(answers: Answers): Verdict {
	const received = answers.received('getNetwork that is not there');
	if (received === undefined) return undecided('The read was not answered.');
	if (received.status < 400)
		return undecided('A network that is not there was answered as a success.');
	const code = firstValue(received.body, ['errorCode']);
	if (code !== undefined) return held(`${received.status} came with errorCode.`);
	return notHeld(
		firstValue(received.body, ['title', 'detail', 'traceId']) === undefined
			? `${received.status} came without errorCode.`
			: `${received.status} came as problem JSON.`,
	);
}

function listGuess(read: string, member: string): Guess {
	return {
		place: `${read}: wrapping`,
		assumes: `The rows lie in data.${member}, beside totalRecords.`,
		check: (answers) => {
			const data = dataOf(answers, read);
			if (data === undefined) return undecided('The list was not answered.');
			if (data.members.has(member)) {
				return data.members.has('totalRecords')
					? held('The rows and totalRecords came so.')
					: notHeld('The rows came so, without totalRecords.');
			}
			return notHeld(isList(data) ? 'data is the list itself.' : `data has no ${member}.`);
		},
	};
}

function bareListGuess(read: string): Guess {
	return {
		place: `${read}: wrapping`,
		assumes: 'data is the list itself.',
		check: (answers) => {
			const data = dataOf(answers, read);
			if (data === undefined) return undecided('The list was not answered.');
			return isList(data) ? held('It came so.') : notHeld('data is no list.');
		},
	};
}

/** Which page names the members, and in which letters. */
function memberGuess(place: string, read: string, names: readonly string[]): Guess {
	return {
		place,
		assumes: `The reference names them: ${names.join(', ')}.`,
		check: (answers) => {
			const [row] = rowsIn(answers.success(read)) ?? [];
			if (typeof row !== 'object' || row === null) return undecided('No row came.');
			const missing = names.filter((name) => !(name in row));
			return missing.length === 0
				? held('All of them came.')
				: notHeld(`Without ${missing.join(', ')}.`);
		},
	};
}

function parcelStatusVerdict(answers: Answers): Verdict {
	const reads = ['getParcel', 'listInboxParcels', 'listPendingInboxParcels'];
	for (const read of reads) {
		const status = memberAt(answers.shape(read), 'status');
		if (status === undefined) continue;
		return [...status.types].every((type) => type.startsWith('text'))
			? held('It came as text.')
			: notHeld(`It came as ${[...status.types].join(', ')}.`);
	}
	return undecided('No parcel with a status came.');
}

function queueEntryVerdict(answers: Answers): Verdict {
	const received = answers.received('getCallbackQueueById');
	if (received === undefined) return undecided('The queue had no entry.');
	return received.status === 200
		? held('The ID that the queue shows was accepted.')
		: notHeld(`The ID that the queue shows was answered with ${received.status}.`);
}

function pageVerdict(answers: Answers): Verdict {
	const rows = answers.rows('listInboxParcels');
	if (rows === undefined) return undecided('The list was not answered.');
	return rows.length > 5
		? notHeld('More rows came than were asked for, so their number tells nothing.')
		: undecided('A read cannot tell whether more rows follow a short page.');
}

function faultVerdict(answers: Answers): Verdict {
	const body = answers.received('NetworkInfo that is not there')?.body;
	const fault = typeof body === 'object' && body !== null ? Reflect.get(body, 'fault') : undefined;
	if (typeof fault !== 'object' || fault === null) return undecided('No fault came.');
	return 'word' in fault
		? held('The detail has a word.')
		: notHeld('The detail has no such member.');
}

function collectionVerdict(answers: Answers): Verdict {
	const shape = answers.shape('ParcelInBoxEx');
	if (shape === undefined || memberAt(shape, 'fault')) return undecided('The inbox did not come.');
	return memberAt(shape, 'ParcelIDInfoList')
		? held('The list came under this name.')
		: notHeld('The list did not come under this name.');
}

function dataOf(answers: Answers, read: string): Shape | undefined {
	const members = [...(answers.shape(read)?.members ?? [])];
	return members.find(([name]) => name.toLowerCase() === 'data')?.[1];
}

function isList({ types }: Shape): boolean {
	return types.has('list') || types.has('empty list');
}

function memberAt(shape: Shape | undefined, name: string): Shape | undefined {
	if (shape === undefined) return undefined;
	for (const [member, inner] of shape.members) {
		if (member.toLowerCase() === name.toLowerCase()) return inner;
		const found = memberAt(inner, name);
		if (found !== undefined) return found;
	}
	return memberAt(shape.rows, name);
}
