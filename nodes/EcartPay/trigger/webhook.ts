import { receiver } from '../../shared/webhook/receiver';
import { judge } from './delivery';

/** Ecart Pay does not repeat what gets a 401, and gives up after 5 s. */
export const webhook = receiver({
	name: 'Ecart Pay Trigger',
	receives: 'delivery',
	failureStatus: 500,
	answersFirst: true,
	judge,
});
