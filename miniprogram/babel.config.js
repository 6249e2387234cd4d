// See https://docs.taro.zone/docs/next/babel-config for the options of this preset.
module.exports = {
  presets: [['taro', { framework: 'react', ts: true, compiler: 'webpack5' }]],
};
