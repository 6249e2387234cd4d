export default defineAppConfig({
  // Pages that people land on from search, a card or a link stand in the main package, under pages/.
  pages: [
    'pages/home/index',
    'pages/search/index',
    'pages/answer/index',
    'pages/invitation/index',
    'pages/sharings/index',
    'pages/records/index',
    'pages/me/index',
  ],
  // The rest is fetched when it is wanted: the doors (who I am, on which phones), the guide (rules, windows).
  subPackages: [
    { root: 'packages/doors', pages: ['login/index', 'prove/index', 'sign-ins/index', 'inbox/index'] },
    { root: 'packages/guide', pages: ['policy/index', 'window/index'] },
    { root: 'packages/bind', pages: ['journey/index', 'member-face/index', 'face-return/index'] },
    { root: 'packages/sharing', pages: ['detail/index', 'funds/index'] },
  ],
  window: {
    navigationStyle: 'default',
    navigationBarTitleText: '家庭共济',
    navigationBarBackgroundColor: '#ffffff',
    navigationBarTextStyle: 'black',
    backgroundColor: '#f2f6f6',
    backgroundTextStyle: 'dark',
  },
  tabBar: {
    color: '#4a5c61',
    selectedColor: '#0b6b70',
    backgroundColor: '#ffffff',
    borderStyle: 'white',
    list: [
      {
        pagePath: 'pages/home/index',
        text: '首页',
        iconPath: 'assets/tab-home.png',
        selectedIconPath: 'assets/tab-home-on.png',
      },
      {
        pagePath: 'pages/sharings/index',
        text: '我的共济',
        iconPath: 'assets/tab-family.png',
        selectedIconPath: 'assets/tab-family-on.png',
      },
      {
        pagePath: 'pages/records/index',
        text: '记录',
        iconPath: 'assets/tab-record.png',
        selectedIconPath: 'assets/tab-record-on.png',
      },
      {
        pagePath: 'pages/me/index',
        text: '我的',
        iconPath: 'assets/tab-person.png',
        selectedIconPath: 'assets/tab-person-on.png',
      },
    ],
  },
  // While the first screen is read, the way to a bind is fetched; on a network that costs nothing, also what follows it.
  preloadRule: {
    'pages/home/index': { network: 'all', packages: ['packages/doors', 'packages/bind'] },
    'pages/invitation/index': { network: 'all', packages: ['packages/doors'] },
    'pages/sharings/index': { network: 'wifi', packages: ['packages/sharing'] },
  },
  animation: false,
  lazyCodeLoading: 'requiredComponents',
  __usePrivacyCheck__: true,
  ...(process.env.TARO_ENV === 'weapp' ? { sitemapLocation: 'sitemap.json' } : {}),
} as Parameters<typeof defineAppConfig>[0]);
