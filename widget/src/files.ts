/** Attachments on their way in and out, always with the visitor's header and never as an address a page could show by itself. */
import type { Attachment, Settings } from './protocol'

export type Refusal = 'type' | 'size' | 'empty'

/** Sizes and types the centre would turn down anyway; its own look into the content stays the one that counts. */
export function refuseFile(file: { size: number; type: string }, settings: Settings): Refusal | undefined {
  if (file.size === 0) return 'empty'
  if (!settings.attachmentTypes.includes(file.type)) return 'type'
  return file.size > settings.attachmentLimit ? 'size' : undefined
}

/** Types a browser may show as an image; anything else is only ever offered for download. */
export const isImage = (type: string): boolean => /^image\/(png|jpeg|gif|webp)$/.test(type)

export type Uploaded = { readonly attachment: Attachment } | { readonly failed: 'type' | 'size' | 'other' }

export interface Upload {
  cancel(): void
}

export class Files {
  readonly #base: string
  readonly #token: () => string | undefined
  readonly #addresses = new Map<string, Promise<string>>()

  constructor(base: string, token: () => string | undefined) {
    this.#base = base
    this.#token = token
  }

  upload(
    conversation: string,
    file: File,
    progress: (part: number) => void,
    done: (result: Uploaded) => void,
  ): Upload {
    const request = new XMLHttpRequest()
    const form = new FormData()
    form.append('file', file, file.name || 'image.png')
    request.open(
      'POST',
      `${this.#base}api/v1/chat/conversations/${encodeURIComponent(conversation)}/attachments`,
    )
    request.setRequestHeader('Authorization', `Visitor ${this.#token() ?? ''}`)
    request.setRequestHeader('Accept', 'application/json')
    request.upload.onprogress = event => progress(event.lengthComputable ? event.loaded / event.total : 0)
    request.onerror = request.ontimeout = () => done({ failed: 'other' })
    request.onload = () => done(answer(request.status, request.responseText))
    request.send(form)
    return { cancel: () => request.abort() }
  }

  async bytes(id: string): Promise<Blob> {
    const response = await fetch(`${this.#base}api/v1/chat/attachments/${encodeURIComponent(id)}`, {
      headers: { Authorization: `Visitor ${this.#token() ?? ''}` },
      credentials: 'omit',
    })
    if (!response.ok) throw new Error(`attachment ${id}: ${response.status}`)
    return response.blob()
  }

  /** A blob address of an image; kept, since several places show the same one. */
  imageAddress(id: string): Promise<string> {
    const known = this.#addresses.get(id)
    if (known) return known
    const address = this.bytes(id).then(blob => {
      if (!isImage(blob.type)) throw new Error(`attachment ${id} is ${blob.type}, no image`)
      return URL.createObjectURL(blob)
    })
    this.#addresses.set(id, address)
    address.catch(() => this.#addresses.delete(id))
    return address
  }

  async download(attachment: Attachment): Promise<void> {
    const address = URL.createObjectURL(await this.bytes(attachment.id))
    const link = document.createElement('a')
    link.href = address
    link.download = attachment.name
    link.click()
    setTimeout(() => URL.revokeObjectURL(address), 60_000)
  }

  release(): void {
    for (const address of this.#addresses.values()) void address.then(URL.revokeObjectURL, () => undefined)
    this.#addresses.clear()
  }
}

function answer(status: number, body: string): Uploaded {
  if (status === 413) return { failed: 'size' }
  if (status === 415) return { failed: 'type' }
  if (status !== 200 && status !== 201) return { failed: 'other' }
  try {
    const attachment = JSON.parse(body) as Attachment
    return typeof attachment.id === 'string' ? { attachment } : { failed: 'other' }
  } catch {
    return { failed: 'other' }
  }
}
