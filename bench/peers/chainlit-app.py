# The app of servers/colloquy.ts, written for Chainlit: a short answer, or a stream after the plan in the message.
import asyncio
import json
import time

import chainlit as cl

ANSWER = ("An answer of about two hundred units, as long as two or three sentences are. " * 3)[:200]
TOKEN = "measured token here "


@cl.on_message
async def on_message(message: cl.Message):
    if not message.content.startswith("{"):
        await cl.Message(content=ANSWER).send()
        return
    plan = json.loads(message.content)
    answer = cl.Message(content="")
    began = time.monotonic()
    for index in range(plan["tokens"]):
        if plan["perSecond"]:
            early = began + index / plan["perSecond"] - time.monotonic()
            if early > 0:
                await asyncio.sleep(early)
        await answer.stream_token(TOKEN)
    await answer.send()
