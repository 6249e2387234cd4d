export default definePageConfig({ navigationBarTitleText: '办理共济', enableShareAppMessage: true });
