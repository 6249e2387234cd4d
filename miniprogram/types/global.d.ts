/// <reference types="@tarojs/taro" />

declare module '*.scss';
declare module '*.png' {
  const url: string;
  export default url;
}
declare module '*.svg' {
  const url: string;
  export default url;
}

declare namespace NodeJS {
  interface ProcessEnv {
    NODE_ENV: 'development' | 'production';
    /** The client that this bundle is built for. */
    TARO_ENV: 'weapp' | 'alipay' | 'h5';
    /** Where the API lives; empty in the browser (same origin). Replaced at build time. */
    TARO_APP_API_BASE: string;
  }
}
