import { row, type Forms } from './form';

export const reportForms: Forms<'report'> = {
	ReportMonthly: row(
		'Get Monthly Report',
		'Get a monthly report',
		'A report on your mailbox for one month; the numbers of the reports are not documented',
	),
	ReportMonthlyEx: row(
		'Get Monthly Report of Mailbox',
		'Get a monthly report of a mailbox',
		'A report on a mailbox of your choice for one month',
	),
	ReportByDateEx: row(
		'Get Report by Date',
		'Get a report by date',
		'A report on a mailbox of your choice for a period',
	),
	ReportTrafficStats: row(
		'Get Traffic',
		'Get traffic statistics',
		'Traffic of your mailbox by hour, day, week or month',
	),
	ReportTrafficStatsEx: row(
		'Get Traffic of Mailbox',
		'Get the traffic statistics of a mailbox',
		'Traffic of a mailbox of your choice by hour, day, week or month',
	),
	ReportTrafficStatsPublic: row(
		'Get Public Traffic',
		'Get the public traffic statistics',
		'Traffic of the whole grid; needs no credential',
	),
	ReportInstantStats: row(
		'Get Latest Traffic',
		'Get the latest traffic',
		'Traffic of your mailbox in the last minutes',
	),
	ReportInstantStatsEx: row(
		'Get Latest Traffic of Mailbox',
		'Get the latest traffic of a mailbox',
		'Traffic of a mailbox of your choice in the last minutes',
	),
	ReportMailboxStats: row(
		'Get Mailbox Statistics',
		'Get mailbox statistics',
		'What is waiting in your mailboxes',
	),
	ReportMailboxStatsEx: row(
		'Get Mailbox Statistics of Mailbox',
		'Get the mailbox statistics of a mailbox',
		'What is waiting in a mailbox of your choice',
	),
	ReportMailboxInterchangeStats: row(
		'Get Interchanges by Mailbox',
		'Get interchange statistics by mailbox',
		'Interchanges of your mailboxes in numbers',
	),
	ReportMailboxInterchangeStatsEx: row(
		'Get Interchanges by Mailbox of Mailbox',
		'Get the interchange statistics by mailbox of a mailbox',
		'Interchanges of a mailbox of your choice in numbers',
	),
	ReportInterchangeStats: row(
		'Get Interchanges',
		'Get interchange statistics',
		'Interchanges of your mailbox within a period, in numbers',
	),
	ReportInterchangeStatsEx: row(
		'Get Interchanges of Mailbox',
		'Get the interchange statistics of a mailbox',
		'Interchanges of a mailbox of your choice within a period, in numbers',
	),
};
