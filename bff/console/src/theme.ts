import type { ThemeConfig } from 'antd';

/** The same calm teal as the mini-program; text keeps 4.5:1 on its ground. */
export const theme: ThemeConfig = {
  token: {
    // antd leaves the spinner of a quick answer in the button, read aloud as "loading"; without motion it goes at once.
    motion: false,
    colorPrimary: '#0b6b70',
    colorInfo: '#0b6b70',
    colorLink: '#0b6b70',
    colorSuccess: '#17643a',
    colorWarning: '#9a5406',
    colorError: '#b42318',
    colorPrimaryBg: '#e4f1f1',
    colorPrimaryBgHover: '#d3e8e8',
    colorPrimaryBorder: '#9cc4c5',
    colorPrimaryHover: '#0d7f85',
    colorPrimaryActive: '#07494d',
    colorInfoBg: '#e4f1f1',
    colorInfoBorder: '#9cc4c5',
    colorSuccessBg: '#e6f4ec',
    colorSuccessBorder: '#a3cfb5',
    colorWarningBg: '#fff3e0',
    colorWarningBorder: '#e8c48f',
    colorErrorBg: '#fdeceb',
    colorErrorBorder: '#eab0aa',
    colorText: '#16272b',
    colorTextSecondary: '#4a5c61',
    colorTextTertiary: '#5f7176',
    colorTextPlaceholder: '#6b7d82',
    colorBorder: '#b9c8ca',
    colorBorderSecondary: '#d9e3e4',
    colorBgLayout: '#f2f6f6',
    borderRadius: 8,
    fontSize: 15,
    controlHeight: 38,
    controlHeightLG: 44,
    fontSizeLG: 16,
    fontFamily:
      '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", system-ui, -apple-system, sans-serif',
  },
  components: {
    Form: { itemMarginBottom: 18, verticalLabelPadding: '0 0 6px' },
    Table: { headerBg: '#f2f6f6', headerColor: '#4a5c61', headerSplitColor: 'transparent', cellPaddingBlock: 13 },
    Tag: { defaultBg: '#eef3f3', defaultColor: '#33484d' },
  },
};
