// The import table of docs/architecture.md. Change both together.
const BOTTOM = ['alliance'];
const TERRITORIAL = ['territories'];
const PARTNERS = ['accounts', ...TERRITORIAL];
const PARTNERSHIPS = ['partners', 'places', ...PARTNERS];
const ACTIVITY = ['partnerships', ...PARTNERSHIPS];
const ON_ACTIVITY = ['activity', ...ACTIVITY];
const ON_ROOMS = ['rooms', ...ON_ACTIVITY];
const FOLLOWING = ['follow-up', ...ON_ROOMS];

/** Module → modules whose public face it may import. `alliance` (shared words) is open to all. */
const MAY_IMPORT = {
  alliance: [],
  accounts: [],
  territories: [],
  places: TERRITORIAL,
  partners: PARTNERS,
  partnerships: PARTNERSHIPS,
  activity: ACTIVITY,
  rooms: ['partnerships', 'partners', 'places', 'territories'],
  workshops: ON_ROOMS,
  'follow-up': ON_ACTIVITY,
  advisors: FOLLOWING,
  devices: ['workshops', ...FOLLOWING],
  orientation: ['workshops', 'advisors', 'devices', ...FOLLOWING],
  directory: ['workshops', 'advisors', 'devices', ...ON_ROOMS],
  sponsorship: ON_ACTIVITY,
  purchasing: ON_ACTIVITY,
  planning: ['territories', 'places'],
  impact: ['orientation', 'workshops', 'advisors', 'devices', ...FOLLOWING],
  brochure: ['impact', 'partnerships', 'partners'],
  notifications: ['accounts'],
  imports: ['territories', 'places', 'partners', 'partnerships', 'advisors'],
};

const TESTS = String.raw`\.test\.tsx?$`;
const ROOT_DATABASE = '^src/platform/db/open\\.ts$';

const moduleRules = Object.entries(MAY_IMPORT).map(([name, allowed]) => {
  const open = [name, ...BOTTOM, ...allowed].join('|');
  // Reads over others' tables need their types; events are what notifications listen to.
  const exceptions = { impact: '/tables\\.ts$', notifications: '/events\\.ts$' };
  return {
    name: `module-${name}`,
    severity: 'error',
    comment: `${name} may import the public face of: ${[...BOTTOM, ...allowed].join(', ') || 'none'}`,
    from: { path: `^src/modules/${name}/`, pathNot: TESTS },
    to: {
      path: '^src/modules/',
      pathNot: [`^src/modules/(${open})/`, ...(exceptions[name] ? [exceptions[name]] : [])],
    },
  };
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...moduleRules,
    {
      name: 'known-module',
      severity: 'error',
      comment: 'a module has its line in MAY_IMPORT and in docs/architecture.md',
      from: {
        path: '^src/modules/',
        pathNot: `^src/modules/(${Object.keys(MAY_IMPORT).join('|')})/`,
      },
      to: {},
    },
    {
      name: 'public-face',
      severity: 'error',
      comment:
        'a module reaches another only through its public.ts (components/public.tsx for what shows)',
      from: { path: '^src/modules/([^/]+)/', pathNot: TESTS },
      to: {
        path: '^src/modules/[^/]+/',
        pathNot: [
          '^src/modules/$1/',
          '^src/modules/[^/]+/(public\\.ts|components/public\\.tsx)$',
          // Ruled by module-impact and module-notifications.
          '^src/modules/.+/(tables|events)\\.ts$',
        ],
      },
    },
    {
      name: 'tables-are-private',
      severity: 'error',
      comment: 'only impact reads over the tables of others',
      from: { path: '^src/modules/(?!impact/)([^/]+)/', pathNot: TESTS },
      to: { path: '^src/modules/.+/tables\\.ts$', pathNot: '^src/modules/$1/' },
    },
    {
      name: 'impact-reads-tables-as-types',
      severity: 'error',
      comment: 'impact may name the tables of others, not run their code',
      from: { path: '^src/modules/impact/', pathNot: TESTS },
      to: {
        path: '^src/modules/(?!impact/).+/tables\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'events-are-for-notifications',
      severity: 'error',
      comment: 'only notifications listens to the events of others',
      from: { path: '^src/modules/(?!notifications/)([^/]+)/', pathNot: TESTS },
      to: { path: '^src/modules/.+/events\\.ts$', pathNot: '^src/modules/$1/' },
    },
    {
      name: 'outside-in',
      severity: 'error',
      comment: 'what stands above the modules uses their public faces; web also their pages',
      from: { path: '^src/(?!modules/|platform/|ui/)', pathNot: TESTS },
      to: {
        path: '^src/modules/',
        pathNot: [
          '^src/modules/[^/]+/(public\\.ts|components/public\\.tsx|events\\.ts)$',
          '^src/modules/.+/pages/',
        ],
      },
    },
    {
      name: 'pages-belong-to-web',
      severity: 'error',
      comment: 'a page is mounted by the URL table of src/web and imported by nobody else',
      from: { path: '^src/(?!web/)', pathNot: [TESTS, '^src/modules/.+/pages/'] },
      to: { path: '^src/modules/.+/pages/' },
    },
    {
      name: 'pages-of-the-same-module',
      severity: 'error',
      comment: 'a page shares only with the pages of its own module',
      from: { path: '^src/modules/([^/]+)/.*pages/', pathNot: TESTS },
      to: { path: '^src/modules/.+/pages/', pathNot: '^src/modules/$1/' },
    },
    {
      name: 'modules-look-down',
      severity: 'error',
      comment: 'modules import modules, ui and platform',
      from: { path: '^src/modules/', pathNot: TESTS },
      to: { path: '^src/(?!modules/|ui/|platform/)' },
    },
    {
      name: 'ui-looks-down',
      severity: 'error',
      comment: 'ui knows neither modules nor web',
      from: { path: '^src/ui/', pathNot: TESTS },
      to: { path: '^src/(?!ui/|platform/)' },
    },
    {
      name: 'platform-stands-alone',
      severity: 'error',
      comment: 'platform has no domain word',
      from: { path: '^src/platform/', pathNot: TESTS },
      to: { path: '^src/(?!platform/)' },
    },
    {
      name: 'web-and-api-apart',
      severity: 'error',
      comment: 'web and api do not know each other',
      from: { path: '^src/(web|api)/', pathNot: TESTS },
      to: { path: '^src/(web|api|server|demonstration)/', pathNot: '^src/$1/' },
    },
    {
      name: 'root-database',
      severity: 'error',
      comment: 'the handle is a parameter: only the composition root opens a database',
      from: {
        path: '^src/',
        pathNot: [TESTS, '^src/(main|cli)\\.ts$', '^src/server/open-alliance\\.ts$'],
      },
      to: { path: ROOT_DATABASE, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'tests-stay-out',
      severity: 'error',
      comment: 'the product does not import its tests, benches or tools',
      from: { path: '^src/', pathNot: TESTS },
      to: { path: '^(tests|bench|tools)/|\\.test\\.tsx?$' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    includeOnly: '^(src|tests|bench|tools)/',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.json', '.css'] },
    moduleSystems: ['es6'],
  },
};
