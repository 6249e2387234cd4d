// See https://docs.taro.zone/docs/next/babel-config for the options of this preset. JSX comes from src/script: texts in the chosen script.
module.exports = {
  presets: [['taro', { framework: 'react', ts: true, compiler: 'webpack5', react: { importSource: '@/script' } }]],
};
