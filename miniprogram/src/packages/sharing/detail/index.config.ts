export default definePageConfig({ navigationBarTitleText: '共济详情', enableShareAppMessage: true });
