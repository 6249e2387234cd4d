export default defineAppConfig({
  pages: ['pages/index/index'],
  window: {
    navigationBarTitleText: '家庭共济',
    navigationBarBackgroundColor: '#ffffff',
    navigationBarTextStyle: 'black',
  },
});
