import type { Clock } from '../clock.mts';
import type { Catalog } from './Catalog.mts';
import { badRequest } from './errors.mts';
import { SortedRecords } from './SortedRecords.mts';

export interface InventoryInput {
	readonly skuId: string;
	readonly quantity: number;
	readonly warehouseId: number;
	readonly inventoryType: 'AVAILABLE' | 'DAMAGED';
}

export interface Inventory extends InventoryInput {
	readonly id: string;
	readonly merchantId: string;
	/** Absent when the SKU is not registered. */
	readonly skuName?: string;
	readonly warehouseName: string;
	readonly warehouseCountry: string;
	readonly lastUpdateDate: string;
	/** When the sales channel took over the quantity before this one. */
	readonly lastIntegrationDate?: string;
}

/** Warehouses of returns partners begin here; e-CROSS manages them. */
const FIRST_PARTNER_WAREHOUSE = 900;

/** A merchant's stock per SKU, warehouse and type. */
export class Inventories {
	private readonly catalog: Catalog;
	private readonly clock: Clock;
	private readonly records = new SortedRecords<Inventory>();

	constructor(catalog: Catalog, clock: Clock) {
		this.catalog = catalog;
		this.clock = clock;
	}

	update(input: InventoryInput): Inventory {
		if (input.warehouseId >= FIRST_PARTNER_WAREHOUSE) {
			throw badRequest('body.warehouseId: a warehouse of a returns partner cannot be updated');
		}
		const record = this.complete(input);
		this.records.set(record);
		return record;
	}

	/** All records, by id. */
	list(): readonly Inventory[] {
		return this.records.list();
	}

	private complete(input: InventoryInput): Inventory {
		const { merchantId } = this.catalog;
		const { skuId, warehouseId, inventoryType } = input;
		const id = `${merchantId}-${skuId}-${warehouseId}-${inventoryType}`;
		const skuName = this.catalog.find(skuId)?.name;
		const before = this.records.get(id);
		return {
			...input,
			id,
			merchantId,
			...(skuName !== undefined && { skuName }),
			warehouseName: warehouseId === 1 ? 'Main warehouse' : `Warehouse ${warehouseId}`,
			warehouseCountry: 'US',
			lastUpdateDate: this.clock.isoDate(),
			...(before && { lastIntegrationDate: before.lastUpdateDate }),
		};
	}
}
