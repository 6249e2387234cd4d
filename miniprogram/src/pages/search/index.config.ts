export default definePageConfig({ navigationBarTitleText: '搜问题' });
