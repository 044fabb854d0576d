import list from './tracking.txt'
import { entries } from './words.ts'

const names = entries(list)
const whole = new Set(names.filter(name => !name.endsWith('*')))
const beginnings = names.filter(name => name.endsWith('*')).map(name => name.slice(0, -1))

const isTracking = (name: string) => {
  const plain = name.toLowerCase()
  return whole.has(plain) || beginnings.some(beginning => plain.startsWith(beginning))
}

/** The address without what does not change the page: "#part", and parameters that only say where its reader came from. The rest stays as it is written. */
export const plainAddress = (address: string): string => {
  const url = new URL(address)
  url.hash = ''
  const pairs = url.search.slice(1).split('&')
  const kept = pairs.filter(pair => !isTracking(decoded(pair.split('=')[0])))
  if (kept.length < pairs.length) url.search = kept.join('&')
  return url.href
}

const decoded = (name: string) => {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
