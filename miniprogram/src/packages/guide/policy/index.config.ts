export default definePageConfig({ navigationBarTitleText: '本省规定', enableShareAppMessage: true });
