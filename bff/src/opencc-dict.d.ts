/** One of OpenCC's dictionaries as text: 'simplified traditional|…'. The package ships no types for them. */
declare module 'opencc-js/dict/STPhrases' {
  const pairs: string;
  export default pairs;
}
