import { dayInWords } from '@gongji/shared/domain/civil-day';
import { Text, View } from '@tarojs/components';
import type { ClientPack } from '@/api';
import { Button, DeskCard, Notice, Tag, Tappable } from '@/components';
import { open, paths, scrollToPart } from '@/platform';
import { chooseProvince, isTooNew } from '../pack/packs';
import { NotOpen } from './NotOpen';
import { type RuleLine, ruleSections } from './pack-words';

/** One province's rules, drawn from its pack: nothing here is written for a province. */
export function Policy({ pack }: { pack: ClientPack }) {
  const isOld = isTooNew(pack);
  const sections = isOld ? [] : ruleSections(pack);
  const isOpen = pack.isOpen.value;
  return (
    <View data-testid="policy">
      <View className="title" data-testid="policy-title">
        {pack.words.region}：{pack.words.sharing}怎么规定
      </View>
      <Text className="note">按 {dayInWords(pack.attestedOn)} 的材料整理</Text>
      {isOld ? (
        <View style={{ marginTop: '12px' }}>
          <Notice tone="warn" id="policy-update">
            规定有了新写法，请更新到最新版本再看，或者拨打 12393。
          </Notice>
        </View>
      ) : null}
      {isOpen ? null : <NotOpen pack={pack} />}
      <View className="chips" style={{ marginTop: '12px' }}>
        {sections.map(({ id, short }) => (
          <Tappable key={id} id={`policy-to-${id}`} className="chip" onTap={() => scrollToPart(`policy-${id}`)}>
            {short}
          </Tappable>
        ))}
      </View>
      {sections.map(({ id, title, lines }) => (
        <View key={id} id={`policy-${id}`} data-testid={`policy-${id}`}>
          <View className="section-title">{title}</View>
          <View className="card">
            {lines.map((line) => (
              <Rule key={line.key} line={line} />
            ))}
          </View>
        </View>
      ))}
      <OtherWays pack={pack} />
      <View style={{ marginTop: '24px' }}>
        <DeskCard pack={pack} title="到窗口办" />
      </View>
      <Sources pack={pack} />
      {isOpen && !isOld ? (
        <View style={{ marginTop: '24px' }}>
          <Button
            id="policy-bind"
            onTap={() => {
              chooseProvince(pack.family);
              open(paths.bind);
            }}
          >
            按{pack.words.region}的规定给家人办
          </Button>
        </View>
      ) : null}
    </View>
  );
}

function Rule({ line }: { line: RuleLine }) {
  return (
    <View className="rule">
      <View className="row row--top">
        <Text className="text grow">{line.words}</Text>
        {line.isOurs ? <Tag tone="warn">我们的理解</Tag> : null}
      </View>
      {line.note ? <Text className="note">{line.note}</Text> : null}
    </View>
  );
}

/** Today's other ways, menu by menu, as the province's own programs have them. */
export function OtherWays({ pack }: { pack: ClientPack }) {
  const { value, note } = pack.elsewhereOnline;
  const ways = value.length > 0 || !note ? value : [note];
  if (ways.length === 0) return null;
  return (
    <View data-testid="policy-elsewhere">
      <View className="section-title">省里还有这些办法</View>
      <View className="card">
        {ways.map((way) => (
          <View className="rule" key={way}>
            <Text className="text">{way}</Text>
          </View>
        ))}
      </View>
    </View>
  );
}

function Sources({ pack }: { pack: ClientPack }) {
  return (
    <View data-testid="policy-sources">
      <View className="section-title">这些规定从哪里来</View>
      <View className="card">
        {Object.entries(pack.sources).map(([key, source]) => (
          <View className="rule" key={key}>
            <Text className="text">《{source.title}》</Text>
            <Text className="note">
              {source.publisher}，{dayInWords(source.publishedOn)}
              {source.note ? `。${source.note}` : ''}
            </Text>
          </View>
        ))}
      </View>
      <Text className="note" style={{ marginTop: '8px' }}>
        标着“我们的理解”的，原文没有写明，是本程序的解读，请以窗口和 12393 的答复为准。
      </Text>
    </View>
  );
}
