import { row, type Forms } from './form';

export const reportForms: Forms<'report'> = {
	ReportMonthly: row(
		'Get Monthly Report',
		'Get a monthly report',
		'A report on your mailbox for one month; the report numbers are not documented',
	),
	ReportMonthlyEx: row(
		'Get Monthly Report of Mailbox',
		'Get a monthly report of a mailbox',
		'A report on a given mailbox for one month',
	),
	ReportByDateEx: row(
		'Get Report by Date',
		'Get a report by date',
		'A report on a given mailbox for a period',
	),
	ReportTrafficStats: row(
		'Get Traffic',
		'Get traffic statistics',
		'Traffic of your mailbox by hour, day, week or month',
	),
	ReportTrafficStatsEx: row(
		'Get Traffic of Mailbox',
		'Get the traffic statistics of a mailbox',
		'Traffic of a given mailbox by hour, day, week or month',
	),
	ReportTrafficStatsPublic: row(
		'Get Public Traffic',
		'Get the public traffic statistics',
		'Traffic of the whole grid; needs no credential',
	),
	ReportInstantStats: row(
		'Get Latest Traffic',
		'Get the latest traffic',
		'Traffic of your mailbox in the last few minutes',
	),
	ReportInstantStatsEx: row(
		'Get Latest Traffic of Mailbox',
		'Get the latest traffic of a mailbox',
		'Traffic of a given mailbox in the last few minutes',
	),
	ReportMailboxStats: row(
		'Get Mailbox Statistics',
		'Get mailbox statistics',
		'What is waiting in your mailboxes',
	),
	ReportMailboxStatsEx: row(
		'Get Mailbox Statistics of Mailbox',
		'Get the mailbox statistics of a mailbox',
		'What is waiting in a given mailbox',
	),
	ReportMailboxInterchangeStats: row(
		'Get Interchanges by Mailbox',
		'Get interchange statistics by mailbox',
		'Interchange totals of your mailboxes',
	),
	ReportMailboxInterchangeStatsEx: row(
		'Get Interchanges by Mailbox of Mailbox',
		'Get the interchange statistics by mailbox of a mailbox',
		'Interchange totals of a given mailbox',
	),
	ReportInterchangeStats: row(
		'Get Interchanges',
		'Get interchange statistics',
		'Interchange totals of your mailbox for a period',
	),
	ReportInterchangeStatsEx: row(
		'Get Interchanges of Mailbox',
		'Get the interchange statistics of a mailbox',
		'Interchange totals of a given mailbox for a period',
	),
};
