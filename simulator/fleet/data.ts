/** Fictional people and places, and realistic Mac models, for the generated fleet. */

interface Model {
	name: string;
	identifier: string;
	processor: string;
	architecture: 'arm64' | 'x86_64';
	cores: number;
	memoryMegabytes: readonly number[];
	portable: boolean;
}

export const MODELS: readonly Model[] = [
	{
		name: 'MacBook Air (M2, 2022)',
		identifier: 'Mac14,2',
		processor: 'Apple M2',
		architecture: 'arm64',
		cores: 8,
		memoryMegabytes: [8192, 16384],
		portable: true,
	},
	{
		name: 'MacBook Air (13-inch, M3, 2024)',
		identifier: 'Mac15,12',
		processor: 'Apple M3',
		architecture: 'arm64',
		cores: 8,
		memoryMegabytes: [8192, 16384, 24576],
		portable: true,
	},
	{
		name: 'MacBook Air (15-inch, M4, 2025)',
		identifier: 'Mac16,13',
		processor: 'Apple M4',
		architecture: 'arm64',
		cores: 10,
		memoryMegabytes: [16384, 24576],
		portable: true,
	},
	{
		name: 'MacBook Pro (14-inch, 2021)',
		identifier: 'MacBookPro18,3',
		processor: 'Apple M1 Pro',
		architecture: 'arm64',
		cores: 10,
		memoryMegabytes: [16384, 32768],
		portable: true,
	},
	{
		name: 'MacBook Pro (14-inch, M3 Pro, Nov 2023)',
		identifier: 'Mac15,6',
		processor: 'Apple M3 Pro',
		architecture: 'arm64',
		cores: 12,
		memoryMegabytes: [18432, 36864],
		portable: true,
	},
	{
		name: 'MacBook Pro (16-inch, M4 Max, 2024)',
		identifier: 'Mac16,5',
		processor: 'Apple M4 Max',
		architecture: 'arm64',
		cores: 16,
		memoryMegabytes: [36864, 49152, 65536],
		portable: true,
	},
	{
		name: 'MacBook Pro (16-inch, 2019)',
		identifier: 'MacBookPro16,1',
		processor: 'Intel Core i7',
		architecture: 'x86_64',
		cores: 6,
		memoryMegabytes: [16384, 32768],
		portable: true,
	},
	{
		name: 'Mac mini (M2, 2023)',
		identifier: 'Mac14,3',
		processor: 'Apple M2',
		architecture: 'arm64',
		cores: 8,
		memoryMegabytes: [8192, 16384],
		portable: false,
	},
	{
		name: 'iMac (24-inch, M3, 2023)',
		identifier: 'Mac15,4',
		processor: 'Apple M3',
		architecture: 'arm64',
		cores: 8,
		memoryMegabytes: [8192, 16384, 24576],
		portable: false,
	},
	{
		name: 'Mac Studio (M2 Max, 2023)',
		identifier: 'Mac14,13',
		processor: 'Apple M2 Max',
		architecture: 'arm64',
		cores: 12,
		memoryMegabytes: [32768, 65536],
		portable: false,
	},
];

interface SystemVersion {
	version: string;
	build: string;
	weight: number;
}

export const SYSTEM_VERSIONS: readonly SystemVersion[] = [
	{ version: '26.1', build: '25B78', weight: 22 },
	{ version: '26.0.1', build: '25A362', weight: 12 },
	{ version: '15.7.2', build: '24G325', weight: 26 },
	{ version: '15.6.1', build: '24G90', weight: 14 },
	{ version: '14.8.2', build: '23J126', weight: 14 },
	{ version: '13.7.8', build: '22H730', weight: 8 },
	{ version: '12.7.6', build: '21H1320', weight: 4 },
];

export const FIRST_NAMES = [
	'Ada',
	'Aiko',
	'Amara',
	'Bjorn',
	'Carla',
	'Chidi',
	'Dana',
	'Elif',
	'Farid',
	'Grace',
	'Hana',
	'Ivan',
	'Jonas',
	'Kofi',
	'Lena',
	'Mateo',
	'Nadia',
	'Omar',
	'Priya',
	'Quinn',
	'Rosa',
	'Sven',
	'Tara',
	'Umar',
	'Vera',
	'Wanda',
	'Xavier',
	'Yuki',
	'Zoé',
	'Łukasz',
] as const;

export const LAST_NAMES = [
	'Adler',
	'Bauer',
	'Chen',
	'Diaz',
	'Eriksen',
	'Fischer',
	'García',
	'Haddad',
	'Ito',
	'Jensen',
	'Kowalski',
	'Lopez',
	'Müller',
	'Nguyen',
	"O'Neill",
	'Patel',
	'Quist',
	'Rossi',
	'Schmidt',
	'Tanaka',
	'Ueda',
	'Vogel',
	'Weber',
	'Xu',
	'Yilmaz',
	'Zimmer',
] as const;

export const POSITIONS = ['Engineer', 'Designer', 'Analyst', 'Manager', 'Teacher', 'Editor', 'Accountant'] as const;

export const DEPARTMENT_NAMES = [
	'Accounting',
	'Customer Support',
	'Design',
	'Engineering',
	'Facilities',
	'Human Resources',
	'IT',
	'Legal',
	'Marketing',
	'Operations',
	'Research',
	'Sales',
] as const;

export const BUILDING_NAMES = ['Berlin Office', 'Harbour House', 'North Campus', 'South Campus', 'Tower 5'] as const;

export const APPLICATIONS = [
	{ name: 'Safari', bundleId: 'com.apple.Safari', version: '18.6', sizeMegabytes: 15 },
	{ name: 'Google Chrome', bundleId: 'com.google.Chrome', version: '131.0.6778.86', sizeMegabytes: 1240 },
	{ name: 'Firefox', bundleId: 'org.mozilla.firefox', version: '133.0', sizeMegabytes: 410 },
	{ name: 'Slack', bundleId: 'com.tinyspeck.slackmacgap', version: '4.41.105', sizeMegabytes: 520 },
	{ name: 'zoom.us', bundleId: 'us.zoom.xos', version: '6.2.10', sizeMegabytes: 610 },
	{ name: 'Microsoft Word', bundleId: 'com.microsoft.Word', version: '16.91', sizeMegabytes: 2350 },
	{ name: 'Microsoft Excel', bundleId: 'com.microsoft.Excel', version: '16.91', sizeMegabytes: 2130 },
	{ name: 'Microsoft PowerPoint', bundleId: 'com.microsoft.Powerpoint', version: '16.91', sizeMegabytes: 1900 },
	{ name: 'Microsoft Outlook', bundleId: 'com.microsoft.Outlook', version: '16.91', sizeMegabytes: 2480 },
	{ name: 'Visual Studio Code', bundleId: 'com.microsoft.VSCode', version: '1.95.3', sizeMegabytes: 570 },
	{ name: 'Xcode', bundleId: 'com.apple.dt.Xcode', version: '16.1', sizeMegabytes: 11200 },
	{ name: 'Keynote', bundleId: 'com.apple.iWork.Keynote', version: '14.3', sizeMegabytes: 480 },
	{ name: 'Pages', bundleId: 'com.apple.iWork.Pages', version: '14.3', sizeMegabytes: 470 },
	{ name: 'Numbers', bundleId: 'com.apple.iWork.Numbers', version: '14.3', sizeMegabytes: 460 },
	{ name: 'Self Service', bundleId: 'com.jamfsoftware.selfservice.mac', version: '11.30.1', sizeMegabytes: 40 },
	{ name: '1Password', bundleId: 'com.1password.1password', version: '8.10.54', sizeMegabytes: 430 },
] as const;
