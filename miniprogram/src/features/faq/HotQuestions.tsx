import { Text, View } from '@tarojs/components';
import { call } from '@/api';
import { Loaded } from '@/components';
import { useLoading } from '../loading';
import { EntryList } from './EntryList';

/** What people ask most where I am. */
export function HotQuestions({ region, regionWord = '' }: { region?: string; regionWord?: string }) {
  const hot = useLoading(`hot-${region ?? ''}`, () => call('faq.hot', { query: { region } }));
  return (
    <View>
      <View className="section-title">{regionWord}大家常问</View>
      <Loaded of={hot} cards={1}>
        {(found) =>
          found.items.length > 0 ? (
            <EntryList entries={found.items} idPrefix="hot" />
          ) : (
            <Text className="note">暂时没有内容。</Text>
          )
        }
      </Loaded>
    </View>
  );
}
