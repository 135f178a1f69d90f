import { resources } from '../../../nodes/EcartPay/resources/index';
import { testExampleFields } from '../exampleFields.mts';

testExampleFields('ecartPay', resources, [
	'resource',
	'operation',
	'options',
	'returnAll',
	'limit',
	'simple',
]);
