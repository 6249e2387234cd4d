export default definePageConfig({ navigationBarTitleText: '划拨' });
