import { dayInWords } from '@gongji/shared/domain/civil-day';
import { Text, View } from '@tarojs/components';
import { useRouter, useShareAppMessage } from '@tarojs/taro';
import { useState } from 'react';
import { call, type FaqEntry } from '@/api';
import { Button, DeskCard, Empty, Loaded, Notice, Screen, Tag } from '@/components';
import { EntryList } from '@/features/faq/EntryList';
import { Useful } from '@/features/faq/Useful';
import { RulesLink } from '@/features/guide/PolicyLink';
import { useLoading } from '@/features/loading';
import { keptPacks, packOf, useProvince } from '@/features/pack/packs';
import { open, paths } from '@/platform';

/** The region of what holds everywhere. */
const NATION = '000000';

/** Opens without signing in, at a stable address: search engines and shared cards lead here. */
export default function AnswerPage() {
  const entryId = useRouter().params.id ?? '';
  const entry = useLoading(entryId === '' ? undefined : entryId, () => call('faq.get', { params: { entryId } }));
  // A search engine's crawler and a shared card land here: the page asks the server once, and takes what the phone has of the rules.
  const [packs] = useState(keptPacks);
  const pack = packOf(packs, useProvince());
  const title = entry.value?.title;
  useShareAppMessage(() => ({ title: title ?? '医保家庭共济：问题与答案', path: paths.answer(entryId) }));
  return (
    <Screen
      id="answer"
      bar={
        <Button id="answer-search" kind="plain" onTap={() => open(paths.search)}>
          再搜一个问题
        </Button>
      }
    >
      {entryId === '' ? (
        <Empty id="answer-none" icon="search" title="链接不完整">
          <View className="note">请回到首页搜索您的问题。</View>
        </Empty>
      ) : (
        <Loaded of={entry} cards={3}>
          {(found) => <Answer entry={found} hasRules={!packs || packs.some(({ region }) => region === found.region)} />}
        </Loaded>
      )}
      {entry.problem ? null : (
        <View style={{ marginTop: '24px' }}>
          <DeskCard pack={pack} title="还没有解决" />
        </View>
      )}
    </Screen>
  );
}

/** `hasRules`: false where the phone knows that there are no rules of this entry's region to read. */
function Answer({ entry, hasRules }: { entry: FaqEntry; hasRules: boolean }) {
  return (
    <View>
      <View className="title" data-testid="answer-title">
        {entry.title}
      </View>
      <View style={{ margin: '8px 0 16px' }}>
        <Tag tone="info">{entry.regionWord}</Tag>
      </View>
      <View className="answer" data-testid="answer-text">
        <Text>{entry.answer}</Text>
      </View>
      {entry.steps.length > 0 ? (
        <View>
          <View className="section-title">怎么办</View>
          <View className="card">
            {entry.steps.map((step, index) => (
              <View className="numbered" key={step}>
                <View className="numbered__place">{index + 1}</View>
                <View className="numbered__text">{step}</View>
              </View>
            ))}
          </View>
        </View>
      ) : null}
      {entry.notes.length > 0 ? (
        <View>
          <View className="section-title">还要知道</View>
          <View className="card stack">
            {entry.notes.map((note) => (
              <Text className="text" key={note}>
                {note}
              </Text>
            ))}
          </View>
        </View>
      ) : null}
      <View style={{ marginTop: '16px' }} data-testid="answer-source">
        {entry.isOurReading ? (
          <Notice tone="warn">原文没有写明这一点，这里是我们的理解，请以窗口答复为准。</Notice>
        ) : null}
        {entry.sources.map((source) => (
          <Text className="note" key={source.title}>
            来源：{source.publisher}《{source.title}》，{dayInWords(source.publishedOn)}
          </Text>
        ))}
        <Text className="note">核对日期：{dayInWords(entry.verifiedOn)}</Text>
      </View>
      <View className="stack" style={{ marginTop: '16px' }}>
        <Useful key={entry.id} entryId={entry.id} />
        {entry.region !== NATION && hasRules ? (
          <RulesLink regionWord={entry.regionWord} path={paths.policyOfRegion(entry.region)} />
        ) : null}
      </View>
      {entry.related.length > 0 ? (
        <View>
          <View className="section-title">相关问题</View>
          <EntryList entries={entry.related} idPrefix="related" />
        </View>
      ) : null}
    </View>
  );
}
