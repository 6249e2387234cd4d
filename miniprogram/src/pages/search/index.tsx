import { Input, Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { Button, Icon, ProblemView, Screen, Tappable } from '@/components';
import { EntryList } from '@/features/faq/EntryList';
import { HotQuestions } from '@/features/faq/HotQuestions';
import { packOf, usePacks, useProvince } from '@/features/pack/packs';
import { useSearch } from '@/features/search/use-search';
import { callHotline, focusAtOnce, HOTLINE, inputValue, speaks } from '@/platform';

export default function SearchPage() {
  const router = useRouter();
  const packs = usePacks();
  const pack = packOf(packs.value, useProvince());
  const region = pack?.region;
  const asked = decodeURIComponent(router.params.q ?? '');
  // A suggestion replaces what stands in the box: a new key lets the platform's input begin anew.
  const [seed, setSeed] = useState({ text: asked, place: 0 });
  const search = useSearch(asked, region);
  const ask = (text: string) => {
    setSeed((old) => ({ text, place: old.place + 1 }));
    search.ask(text);
  };
  return (
    <Screen id="search">
      <View className="search-box search-box--line">
        <Icon name="search" />
        <Input
          key={seed.place}
          className="search-box__input"
          data-testid="search-input"
          aria-label="搜问题"
          type="text"
          maxlength={100}
          confirmType="search"
          placeholder="打字或说话提问"
          placeholderStyle="color:#5d7075"
          onInput={(event) => search.ask(String(event.detail.value ?? ''))}
          {...focusAtOnce}
          {...inputValue(search.text, seed.text)}
        />
        {search.text ? (
          <Tappable className="link" id="search-clear" label="清空" onTap={() => ask('')}>
            清空
          </Tappable>
        ) : null}
      </View>
      <SearchOutcome search={search} region={region} regionWord={pack?.words.region} onAsk={ask} />
    </Screen>
  );
}

/** While one types, so many answers are drawn: the best ones, and little crosses to the native view at each key. */
const FIRST = 4;

interface OutcomeProps {
  search: ReturnType<typeof useSearch>;
  region?: string;
  regionWord?: string;
  onAsk(text: string): void;
}

function SearchOutcome({ search, region, regionWord, onAsk }: OutcomeProps) {
  const [opened, setOpened] = useState<string>();
  if (search.text.trim() === '') {
    return (
      <View>
        <View className="note" style={{ marginTop: '8px' }}>
          不想打字？点键盘上的话筒，说出来也能搜。
        </View>
        <HotQuestions region={region} regionWord={regionWord} />
      </View>
    );
  }
  if (search.problem) return <ProblemView problem={search.problem} onRetry={search.again} />;
  if (!search.found) {
    return (
      <View className="note" style={{ marginTop: '16px' }} data-testid="loading" {...speaks('status')}>
        正在找…
      </View>
    );
  }
  const { items, suggestions } = search.found;
  const showsAll = opened === search.foundFor;
  return (
    <View
      style={{ marginTop: '16px' }}
      data-testid="search-results"
      {...speaks('region', { label: `「${search.foundFor}」的答案` })}
    >
      {items.length > 0 ? (
        <EntryList entries={showsAll ? items : items.slice(0, FIRST)} idPrefix="search-item" isChanging />
      ) : (
        <NothingFound />
      )}
      {items.length > FIRST && !showsAll ? (
        <Button id="search-more" kind="quiet" onTap={() => setOpened(search.foundFor)}>
          看更多答案
        </Button>
      ) : null}
      {suggestions.length > 0 && items.length <= FIRST ? (
        <View>
          <View className="section-title">{items.length > 0 ? '还可以这样问' : '也可以看看这些'}</View>
          <View className="chips">
            {suggestions.map((suggestion) => (
              <Tappable
                className="chip"
                id={`suggestion-${suggestion}`}
                key={suggestion}
                onTap={() => onAsk(suggestion)}
              >
                {suggestion}
              </Tappable>
            ))}
          </View>
        </View>
      ) : null}
      {items.length > 0 ? (
        <View className="note" style={{ marginTop: '16px' }}>
          都不是您要的？换个说法再试，或者拨打 {HOTLINE}。
        </View>
      ) : null}
    </View>
  );
}

function NothingFound() {
  return (
    <View className="card stack" data-testid="search-empty">
      <View className="lead">没有找到合适的答案</View>
      <Text className="text">换个说法再试试，少写几个字往往更好。急事可以打医保热线，有人接听。</Text>
      <Button id="search-call" kind="plain" onTap={callHotline}>
        拨打 {HOTLINE}
      </Button>
    </View>
  );
}
