"""What is done in this room, by module: users, links, invitations."""

from accounts.services.invitations import accept_invitation, invite
from accounts.services.links import OpenedLink, consume_link, issue_link, link_for, renew_link, revoke_links
from accounts.services.system import system_user
from accounts.services.users import (
    change_email,
    create_user,
    deactivate,
    end_sessions,
    reactivate,
    rename,
    renumber,
    reset_second_factor,
    set_password,
)

__all__ = [
    "OpenedLink",
    "accept_invitation",
    "change_email",
    "consume_link",
    "create_user",
    "deactivate",
    "end_sessions",
    "invite",
    "issue_link",
    "link_for",
    "reactivate",
    "rename",
    "renew_link",
    "renumber",
    "reset_second_factor",
    "revoke_links",
    "set_password",
    "system_user",
]
