import type { Section } from '../../fleet/computer';

interface Shared {
	/** The path in Pro's record. */
	section: Section;
	field: string;
}

const general = (field: string): Shared => ({ section: 'GENERAL', field });
const hardware = (field: string): Shared => ({ section: 'HARDWARE', field });
const place = (field: string): Shared => ({ section: 'USER_AND_LOCATION', field });
const purchasing = (field: string): Shared => ({ section: 'PURCHASING', field });

/** Elements of Classic that are fields of Pro's record, which is read and written. */
export const SHARED: Readonly<Record<string, Readonly<Record<string, Shared>>>> = {
	general: {
		name: general('name'),
		ip_address: general('lastIpAddress'),
		barcode_1: general('barcode1'),
		barcode_2: general('barcode2'),
		asset_tag: general('assetTag'),
		serial_number: hardware('serialNumber'),
		mac_address: hardware('macAddress'),
		alt_mac_address: hardware('altMacAddress'),
	},
	location: {
		username: place('username'),
		realname: place('realname'),
		real_name: place('realname'),
		email_address: place('email'),
		position: place('position'),
		phone: place('phone'),
		phone_number: place('phone'),
		room: place('room'),
	},
	purchasing: {
		is_purchased: purchasing('purchased'),
		is_leased: purchasing('leased'),
		po_number: purchasing('poNumber'),
		po_date: purchasing('poDate'),
		vendor: purchasing('vendor'),
		applecare_id: purchasing('appleCareId'),
		warranty_expires: purchasing('warrantyDate'),
		lease_expires: purchasing('leaseDate'),
		purchase_price: purchasing('purchasePrice'),
		life_expectancy: purchasing('lifeExpectancy'),
		purchasing_account: purchasing('purchasingAccount'),
		purchasing_contact: purchasing('purchasingContact'),
	},
};
