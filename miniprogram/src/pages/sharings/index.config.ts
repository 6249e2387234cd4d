export default definePageConfig({ navigationBarTitleText: '我的共济' });
