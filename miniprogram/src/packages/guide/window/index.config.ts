export default definePageConfig({ navigationBarTitleText: '去窗口办' });
