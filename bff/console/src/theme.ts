import type { ThemeConfig } from 'antd';

/** The same calm teal as the mini-program; text keeps 4.5:1 on its ground. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#0b6b70',
    colorInfo: '#0b6b70',
    colorLink: '#0b6b70',
    colorSuccess: '#17643a',
    colorWarning: '#9a5406',
    colorError: '#b42318',
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
    fontFamily:
      '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", system-ui, -apple-system, sans-serif',
  },
  components: {
    Table: { headerBg: '#f2f6f6', headerColor: '#4a5c61', headerSplitColor: 'transparent', cellPaddingBlock: 13 },
    Tag: { defaultBg: '#eef3f3', defaultColor: '#33484d' },
  },
};
