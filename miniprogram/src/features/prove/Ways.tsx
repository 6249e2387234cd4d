import { Text, View } from '@tarojs/components';
import { Icon, type IconName, Tappable } from '@/components';

export type Way = 'sms' | 'face' | 'door' | 'desk';

const WORDS: Record<Way, { title: string; note: string; icon: IconName }> = {
  sms: { title: '短信', note: '发到您在医保登记的手机号', icon: 'call' },
  face: { title: '刷脸', note: '由微信或支付宝核对', icon: 'person' },
  door: { title: '在登录过的那边确认', note: '微信、支付宝或另一部手机上证明过的', icon: 'check' },
  desk: { title: '去窗口证明', note: '带身份证，不用刷脸，不用收短信', icon: 'desk' },
};

/** The ways that lead to the same proof, but for the one that is open: nobody must stand before a closed door. */
export function Ways({ ways, current, onChoose }: { ways: readonly Way[]; current: Way; onChoose(way: Way): void }) {
  return (
    <View data-testid="prove-ways">
      <View className="section-title">别的办法也一样</View>
      <View className="list">
        {ways
          .filter((way) => way !== current)
          .map((way) => (
            <Tappable key={way} id={`prove-way-${way}`} className="list__item" onTap={() => onChoose(way)}>
              <Icon name={WORDS[way].icon} />
              <View className="list__main" style={{ marginLeft: '12px' }}>
                <Text className="text">{WORDS[way].title}</Text>
                <Text className="note">{WORDS[way].note}</Text>
              </View>
              <Icon name="next" size="small" />
            </Tappable>
          ))}
      </View>
    </View>
  );
}
