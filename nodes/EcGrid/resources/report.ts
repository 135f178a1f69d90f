import { boolean, dateTime, integer, options } from '../../shared/fields';
import { body, path } from '../../shared/operation/locations';
import { operation, resource, type Refuse } from '../../shared/operation/operation';
import { singlePage } from '../../shared/http/pagination';
import { DIRECTIONS, PERIODS } from '../api/enums';
import { picker } from '../api/fieldTypes';
import * as searches from '../api/searches';
import { thing } from '../api/things';

const reportId = body(
	picker(searches.reports, { displayName: 'Report', placeholder: 'e.g. 1' })({ required: true }),
);

const from = dateTime({ displayName: 'From', required: true });
const until = dateTime({ displayName: 'Until', required: true, default: 'now' });

const windowMinutes = (displayName: string, preset: number) =>
	body(integer({ displayName, required: true, minimum: 1, default: preset }));

/** Both times are ISO 8601 in UTC by now, so they compare as texts. */
function checkWindow(start: string, end: string, refuse: Refuse): void {
	if (end > start) return;
	throw refuse('Until is not after From', 'Enter a later Until, or an earlier From.');
}

export const report = resource({
	value: 'report',
	name: 'Report',
	description: 'Statistics',
	operations: [
		operation({
			value: 'getMailboxStats',
			name: 'Get Mailbox Statistics',
			action: 'Get mailbox statistics',
			description: 'Retrieve the totals of your mailbox',
			contract: 'getMailboxStats',
			read: thing(),
			request: { method: 'GET', service: 'api', path: '/v2/reports/mailbox-stats' },
		}),
		operation({
			value: 'getMailboxInterchangeStats',
			name: 'Get Mailbox Interchange Statistics',
			action: 'Get mailbox interchange statistics',
			description: 'Retrieve the totals of the interchanges of your mailbox',
			contract: 'getMailboxInterchangeStats',
			read: thing(),
			request: { method: 'GET', service: 'api', path: '/v2/reports/mailbox-interchange-stats' },
		}),
		operation({
			value: 'getInstantStats',
			name: 'Get Instant Statistics',
			action: 'Get instant statistics',
			description: 'Count the parcels in two time windows that end now',
			contract: 'getInstantStats',
			read: thing(),
			repeatable: true,
			request: { method: 'POST', service: 'api', path: '/v2/reports/instant-stats' },
			parameters: {
				minutes1: windowMinutes('First Window (Minutes)', 60),
				minutes2: windowMinutes('Second Window (Minutes)', 1440),
			},
		}),
		operation({
			value: 'getInterchangeStats',
			name: 'Get Interchange Statistics',
			action: 'Get interchange statistics',
			description: 'Retrieve the totals of interchanges by period',
			contract: 'getInterchangeStats',
			repeatable: true,
			request: { method: 'POST', service: 'api', path: '/v2/reports/interchange-stats' },
			parameters: {
				startTime: body(from),
				endTime: body(until),
				direction: body(
					options({
						displayName: 'Direction',
						required: true,
						options: DIRECTIONS,
						default: 'NoDir',
					}),
				),
			},
			check: ({ startTime, endTime }, refuse) => checkWindow(startTime, endTime, refuse),
			pages: singlePage(),
		}),
		operation({
			value: 'getTrafficStats',
			name: 'Get Traffic Statistics',
			action: 'Get traffic statistics',
			description: 'Retrieve the traffic of past periods, oldest first',
			contract: 'getTrafficStats',
			repeatable: true,
			request: { method: 'POST', service: 'api', path: '/v2/reports/traffic-stats' },
			parameters: {
				targetTime: body(
					dateTime({
						displayName: 'Count Back From',
						required: true,
						default: 'now',
					}),
				),
				numPeriods: body(
					integer({ displayName: 'Periods', required: true, minimum: 1, default: 7 }),
				),
				period: body(
					options({ displayName: 'Period', required: true, options: PERIODS, default: 'Day' }),
				),
			},
			pages: singlePage(),
		}),
		operation({
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many reports',
			description: 'Retrieve a list of the reports that can be run',
			contract: 'listReports',
			request: { method: 'GET', service: 'api', path: '/v2/reports/{ShowInactive}' },
			parameters: {
				showInactive: path(
					boolean({
						displayName: 'Include Inactive',
						description: 'Whether to also list reports that are switched off',
					}),
					{ name: 'ShowInactive' },
				),
			},
			pages: singlePage(),
		}),
		operation({
			value: 'runByDate',
			name: 'Run by Date',
			action: 'Run a report by date',
			description: 'Run a report for a range of dates; ECGrid may allow no more than 30 days',
			contract: 'runReportByDate',
			repeatable: true,
			request: { method: 'POST', service: 'api', path: '/v2/reports/bydate' },
			parameters: { reportId, startDate: body(from), endDate: body(until) },
			check: ({ startDate, endDate }, refuse) => checkWindow(startDate, endDate, refuse),
			pages: singlePage(),
		}),
		operation({
			value: 'runMonthly',
			name: 'Run Monthly',
			action: 'Run a monthly report',
			description: 'Run a report for one month',
			contract: 'runMonthlyReport',
			repeatable: true,
			request: { method: 'POST', service: 'api', path: '/v2/reports/monthly' },
			parameters: {
				report: reportId,
				month: body(
					dateTime({
						displayName: 'Month',
						required: true,
						default: 'now',
						description: 'Any time in the month',
					}),
				),
			},
			pages: singlePage(),
		}),
	],
});
