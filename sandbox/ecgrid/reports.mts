import type { Call, Handler } from '../exchange.mts';
import { success } from './envelope.mts';
import type { Grid } from './Grid.mts';
import { bodyOf, isWithin } from './lists.mts';
import type { Parcel } from './records.mts';

const MILLISECONDS_PER_MINUTE = 60_000;
const DAYS_PER_WEEK = 7;

const MINUTES: Readonly<Record<string, number>> = {
	Hour: 60,
	Day: 1_440,
	Week: 10_080,
	// Months are of 30 days here.
	Month: 43_200,
};

/** The ids are made up: the documentation names no report. */
const REPORTS = [
	{ reportId: 1, name: 'Traffic', description: 'Parcels sent and received', active: true },
	{ reportId: 2, name: 'Old Traffic', description: 'Replaced by Traffic', active: false },
];

interface ReportBody {
	readonly reportId: number;
	readonly report: number;
	readonly startDate: string;
	readonly endDate: string;
	readonly startTime: string;
	readonly endTime: string;
	readonly direction: string;
	readonly month: string;
	readonly minutes1: number;
	readonly minutes2: number;
	readonly targetTime: string;
	readonly numPeriods: number;
	readonly period: string;
}

/** Handlers of the tag Reports: counts over the parcels of the caller's mailbox. */
export function reportHandlers(grid: Grid): Readonly<Record<string, Handler>> {
	const parcelsOf = (call: Call) => {
		const { mailboxId } = grid.userOf(call);
		return grid
			.recordsOf(call)
			.parcels.list()
			.filter((parcel) => parcel.mailboxId === mailboxId);
	};
	const known = (reportId: number | undefined) =>
		grid.found(
			REPORTS.find((report) => report.reportId === reportId),
			'Report',
		);
	const inOrder = (start = '', end = '') => {
		if (Date.parse(end) <= Date.parse(start)) throw grid.invalid('The end is not after the start.');
		return { start, end };
	};
	const countSince = (call: Call, minutes: number) =>
		since(parcelsOf(call), grid.context.clocks.ecgrid.now() - minutes * MILLISECONDS_PER_MINUTE);
	return {
		getMailboxInterchangeStats: (call) => {
			const found = parcelsOf(call).filter(({ interchange }) => interchange !== undefined);
			return success({ ...totals(found), period: grid.now().slice(0, 7) });
		},
		getMailboxStats: (call) => success(mailboxStats(grid, call, parcelsOf(call))),
		listReports: (call) => {
			const isAll = call.params['ShowInactive'] === 'true';
			return success(REPORTS.filter(({ active }) => isAll || active));
		},
		runReportByDate: (call) => {
			const { reportId, startDate, endDate } = bodyOf<ReportBody>(call);
			known(reportId);
			const { start, end } = inOrder(startDate, endDate);
			const found = parcelsOf(call).filter(({ created }) => isWithin(created, start, end));
			return success([{ date: end.slice(0, 10), ...totals(found) }]);
		},
		runMonthlyReport: (call) => {
			const { report, month = '' } = bodyOf<ReportBody>(call);
			known(report);
			const found = parcelsOf(call).filter(({ created }) => created.startsWith(month.slice(0, 7)));
			const weeks = [1, 2, 3, 4, 5].map((week) => ({
				week,
				...totals(found.filter(({ created }) => weekOf(created) === week)),
			}));
			return success(weeks);
		},
		getInstantStats: (call) => {
			const { minutes1 = 1, minutes2 = 1 } = bodyOf<ReportBody>(call);
			return success({
				window1Minutes: minutes1,
				window1Count: countSince(call, minutes1).length,
				window2Minutes: minutes2,
				window2Count: countSince(call, minutes2).length,
			});
		},
		getInterchangeStats: (call) => {
			const { startTime, endTime, direction = 'NoDir' } = bodyOf<ReportBody>(call);
			const { start, end } = inOrder(startTime, endTime);
			const found = parcelsOf(call).filter(
				(parcel) =>
					isWithin(parcel.created, start, end) &&
					(direction === 'NoDir' || parcel.direction === direction),
			);
			const { totalBytes } = totals(found);
			const row = { periodStart: start, periodEnd: end, count: found.length, totalBytes };
			return success([{ ...row, direction }]);
		},
		getTrafficStats: (call) => success(trafficStats(parcelsOf(call), bodyOf<ReportBody>(call))),
	};
}

function mailboxStats(grid: Grid, call: Call, parcels: readonly Parcel[]) {
	return {
		mailboxId: grid.userOf(call).mailboxId,
		totalParcels: parcels.length,
		totalInterchanges: parcels.filter(({ interchange }) => interchange !== undefined).length,
		totalBytes: totals(parcels).totalBytes,
		activePartners: grid
			.recordsOf(call)
			.partners.list()
			.filter(({ status }) => status === 'Active').length,
		reportGeneratedAt: grid.now(),
	};
}

/** Rows run from the oldest to the newest. */
function trafficStats(parcels: readonly Parcel[], body: Partial<ReportBody>) {
	const { targetTime = '', numPeriods = 1, period = 'Day' } = body;
	const length = (MINUTES[period] ?? 0) * MILLISECONDS_PER_MINUTE;
	const target = Date.parse(targetTime);
	return Array.from({ length: numPeriods }, (_, index) => {
		const periodStart = new Date(target - (numPeriods - index) * length).toISOString();
		const periodEnd = new Date(target - (numPeriods - index - 1) * length).toISOString();
		const found = parcels.filter(({ created }) => isWithin(created, periodStart, periodEnd));
		const { sent, received, totalBytes } = totals(found);
		return { periodStart, periodEnd, sentCount: sent, receivedCount: received, totalBytes };
	});
}

function totals(parcels: readonly Parcel[]) {
	const sent = parcels.filter(({ direction }) => direction === 'OutBox').length;
	const totalBytes = parcels.reduce((sum, { content }) => sum + content.length, 0);
	return { sent, received: parcels.length - sent, totalBytes };
}

function since(parcels: readonly Parcel[], time: number): Parcel[] {
	return parcels.filter(({ created }) => Date.parse(created) >= time);
}

function weekOf(created: string): number {
	return Math.ceil(Number(created.slice(8, 10)) / DAYS_PER_WEEK);
}
