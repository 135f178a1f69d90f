/** What users fill in: each field type makes a field and checks its value. */
export { choices, multiOptions, options } from './choices';
export { date, dateTime } from './dates';
export { inputFile, outputField } from './binaryFields';
export { jsonList, jsonObject } from './jsonFields';
export { locator } from './locator';
export { boolean, integer, longInteger, number } from './numbers';
export { fieldGroup, rows } from './rows';
export { concealedText, text, textList } from './texts';
