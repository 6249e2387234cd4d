export default definePageConfig({ navigationBarTitleText: '家人当面同意' });
