import { Text, View } from '@tarojs/components';
import { call } from '@/api';
import { ProblemNotice, Tag, Tappable } from '@/components';
import { dressTabs, paths, restartAt } from '@/platform';
import { chooseScript, currentScript } from '@/script/script';
import { useAction } from '../loading';

/** Traditional characters, chosen among my own settings. The table is fetched once; texts that are signed stay as they are signed. */
export function ScriptRow() {
  const action = useAction();
  const isTraditional = currentScript() === 'zh-Hant';
  const change = () =>
    action.run(async () => {
      if (isTraditional) chooseScript('zh-Hans');
      else chooseScript('zh-Hant', await call('policy.traditional'));
      dressTabs();
      restartAt(paths.me);
    });
  return (
    <View>
      <Tappable className="list__item" id="me-script" role="checkbox" isOn={isTraditional} onTap={change}>
        <View className="list__main">
          <Text className="text" data-verbatim>
            {isTraditional ? '简体字 / 繁體字' : '繁體字'}
          </Text>
          <Text className="note">界面和问答用繁体字。承诺书、姓名按原样，不转换</Text>
        </View>
        <Tag tone={isTraditional ? 'good' : 'plain'}>{isTraditional ? '已打开' : '没打开'}</Tag>
      </Tappable>
      <ProblemNotice problem={action.problem} />
    </View>
  );
}
