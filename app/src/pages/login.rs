//! The log-in of the console and its notices. English only, because the console is for staff.

use leptos::prelude::*;

use super::brand::{Brand, Rgb};
use super::shell::Shell;
use super::{Assets, Rendered};

/// The console's own colour; a payer's page has the biller's.
const COLOUR: Rgb = Rgb(0x2f, 0x5b, 0xd7);

/// Every text of these pages.
mod text {
    pub const LOG_IN: &str = "Log in";
    pub const WELCOME: &str = "To your payers, their invoices and the conversations about them.";
    pub const EMAIL: &str = "E-mail";
    pub const PASSWORD: &str = "Password";
    pub const FORGOTTEN: &str = "Forgotten it? Whoever looks after Billow at your company can set a new one.";
    pub const WRONG: &str = "E-mail address or password is not right. Try again, or ask for a new password.";
    pub const LOGGED_OUT: &str = "You have logged out.";
    pub const CHANGE_PASSWORD: &str = "Change your password";
    pub const CURRENT: &str = "Current password";
    pub const NEW: &str = "New password";
    pub const NEW_HINT: &str =
        "At least 10 characters; three or four words that do not belong together are best.";
    pub const EVERYWHERE: &str = "You will be logged out everywhere else.";
    pub const CHANGE: &str = "Change password";
    pub const CHANGED: &str = "The password is changed, and you are logged out everywhere else.";
    pub const CURRENT_WRONG: &str = "The current password is not right.";
    pub const NOT_FOUND: &str = "There is nothing here";
    pub const NOT_FOUND_MORE: &str = "The address is wrong, or what was here belongs to somebody else.";
    pub const FORBIDDEN: &str = "This is not for your role";
    pub const FOREIGN: &str = "That did not come from here";
    pub const FOREIGN_MORE: &str = "The form was sent by another site, so nothing has been changed.";
    pub const OUT: &str = "You are logged out";
    pub const OUT_MORE: &str =
        "The session has ended. Log in, then try it once more: nothing has been changed.";
    pub const BUSY: &str = "Too much at once";
    pub const BUSY_MORE: &str = "Many people log in at this moment. Try again in a few seconds.";
    pub const TO_CONSOLE: &str = "To the console";
}

/// The result of the last try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoginProblem {
    /// It failed; which part was wrong is not said.
    Wrong,
    /// Too many tries.
    TooMany {
        /// After how many seconds another try makes sense.
        retry_after_seconds: u32,
    },
    /// No problem: the person has logged out.
    LoggedOut,
}

#[derive(Debug, Clone)]
pub struct LoginPage {
    /// The e-mail address that was typed.
    pub email: String,
    /// Where to go afterwards.
    pub next: Option<String>,
    /// The result of the last try.
    pub problem: Option<LoginProblem>,
    pub assets: Assets,
}

#[must_use]
pub fn render(page: LoginPage) -> Rendered {
    let LoginPage { email, next, problem, assets } = page;
    let told = problem.map(|problem| match problem {
        LoginProblem::Wrong => LoginNotice::bad(text::WRONG.into()),
        LoginProblem::TooMany { retry_after_seconds } => LoginNotice::bad(too_many(retry_after_seconds)),
        LoginProblem::LoggedOut => LoginNotice::good(text::LOGGED_OUT.into()),
    });
    // The focus goes to the field that is still empty.
    let known = !email.is_empty();
    shell(text::LOG_IN, assets, move || {
        view! {
            <Door title=text::LOG_IN lead=text::WELCOME told=told>
                <form method="post" action="/console/login" class="fields">
                    {next.map(|next| view! { <input type="hidden" name="next" value=next /> })}
                    <label>
                        <span>{text::EMAIL}</span>
                        <input
                            type="email"
                            name="email"
                            value=email
                            autocomplete="username"
                            inputmode="email"
                            maxlength="254"
                            required
                            autofocus=!known
                        />
                    </label>
                    <label>
                        <span>{text::PASSWORD}</span>
                        <input
                            type="password"
                            name="password"
                            autocomplete="current-password"
                            maxlength="1024"
                            required
                            autofocus=known
                        />
                    </label>
                    <button class="btn">{text::LOG_IN}</button>
                </form>
                <p class="hint">{text::FORGOTTEN}</p>
            </Door>
        }
    })
}

/// The result of the last try to change the password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PasswordProblem {
    /// The current password is wrong.
    Wrong,
    /// The new password is not good enough, and why.
    Refused(String),
    /// Too many tries.
    TooMany {
        /// After how many seconds another try makes sense.
        retry_after_seconds: u32,
    },
}

/// The page where a person changes their own password.
#[derive(Debug, Clone)]
pub struct PasswordPage {
    pub name: String,
    /// The address to log in with.
    pub email: String,
    pub changed: bool,
    /// The result of the last try.
    pub problem: Option<PasswordProblem>,
    pub assets: Assets,
}

#[must_use]
pub fn render_password(page: PasswordPage) -> Rendered {
    let PasswordPage { name, email, changed, problem, assets } = page;
    let told = match problem {
        Some(PasswordProblem::Wrong) => Some(LoginNotice::bad(text::CURRENT_WRONG.into())),
        Some(PasswordProblem::Refused(why)) => Some(LoginNotice::bad(sentence(&why))),
        Some(PasswordProblem::TooMany { retry_after_seconds }) => {
            Some(LoginNotice::bad(too_many(retry_after_seconds)))
        }
        None => changed.then(|| LoginNotice::good(text::CHANGED.into())),
    };
    let lead = format!("{name} · {email}");
    shell(text::CHANGE_PASSWORD, assets, move || {
        view! {
            <Door title=text::CHANGE_PASSWORD lead=lead told=told>
                <form method="post" action="/console/password" class="fields">
                    // Tells password managers whose password it is.
                    <input type="hidden" name="email" value=email autocomplete="username" />
                    <label>
                        <span>{text::CURRENT}</span>
                        <input
                            type="password"
                            name="current"
                            autocomplete="current-password"
                            maxlength="1024"
                            required
                        />
                    </label>
                    <label>
                        <span>{text::NEW}</span>
                        <input
                            type="password"
                            name="new"
                            autocomplete="new-password"
                            minlength="10"
                            maxlength="1024"
                            aria-describedby="new-hint"
                            required
                        />
                    </label>
                    <p class="hint" id="new-hint">{text::NEW_HINT}</p>
                    <button class="btn">{text::CHANGE}</button>
                </form>
                <p class="hint">{text::EVERYWHERE} " " <a href="/console">{text::TO_CONSOLE}</a></p>
            </Door>
        }
    })
}

/// A page that says why there is nothing to see, and where to go.
#[derive(Debug, Clone)]
pub struct NoticePage {
    title: &'static str,
    text: String,
    to: (&'static str, &'static str),
    assets: Assets,
}

impl NoticePage {
    #[must_use]
    pub fn not_found(assets: Assets) -> Self {
        let to = ("/console", text::TO_CONSOLE);
        Self { title: text::NOT_FOUND, text: text::NOT_FOUND_MORE.into(), to, assets }
    }

    /// The role may not see this.
    #[must_use]
    pub fn forbidden(role: &str, assets: Assets) -> Self {
        let text =
            format!("You are logged in with the role “{role}”. An admin of your company can change it.");
        Self { title: text::FORBIDDEN, text, to: ("/console", text::TO_CONSOLE), assets }
    }

    /// A form from another site.
    #[must_use]
    pub fn foreign(assets: Assets) -> Self {
        let to = ("/console", text::TO_CONSOLE);
        Self { title: text::FOREIGN, text: text::FOREIGN_MORE.into(), to, assets }
    }

    /// Nobody is logged in.
    #[must_use]
    pub fn logged_out(assets: Assets) -> Self {
        Self { title: text::OUT, text: text::OUT_MORE.into(), to: ("/console/login", text::LOG_IN), assets }
    }

    /// Too many people log in at once.
    #[must_use]
    pub fn busy(assets: Assets) -> Self {
        Self { title: text::BUSY, text: text::BUSY_MORE.into(), to: ("/console/login", text::LOG_IN), assets }
    }
}

#[must_use]
pub fn render_notice(page: NoticePage) -> Rendered {
    let NoticePage { title, text, to: (href, name), assets } = page;
    shell(title, assets, move || {
        view! {
            <Door title=title lead=text told=None>
                <p>
                    <a class="btn" href=href>
                        {name}
                    </a>
                </p>
            </Door>
        }
    })
}

/// A notice about what has happened.
#[derive(Debug, Clone)]
struct LoginNotice {
    class: &'static str,
    role: &'static str,
    text: String,
}

impl LoginNotice {
    fn bad(text: String) -> Self {
        Self { class: "notice bad", role: "alert", text }
    }

    fn good(text: String) -> Self {
        Self { class: "notice good", role: "status", text }
    }
}

fn too_many(seconds: u32) -> String {
    match seconds {
        0 | 1 => "Too many tries. Wait a second, then try again.".into(),
        _ => format!("Too many tries. Wait {seconds} seconds, then try again."),
    }
}

/// Adds a capital letter and a full stop.
fn sentence(text: &str) -> String {
    let mut signs = text.chars();
    let first = signs.next().map(|sign| sign.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", signs.as_str().trim_end_matches('.'))
}

fn shell<V: IntoView + 'static>(title: &str, assets: Assets, body: impl FnOnce() -> V + 'static) -> Rendered {
    // These pages need no script, only the style sheet.
    let assets = Assets { css: assets.css, js: None, wasm: None };
    let title = format!("{title} · Billow");
    Shell { language: "en".into(), title, brand: Brand::of(COLOUR), assets }.render(body)
}

/// One box in the middle of the page, under the name of the product.
#[component]
fn Door(
    #[prop(into)] title: String,
    #[prop(into)] lead: String,
    told: Option<LoginNotice>,
    children: Children,
) -> impl IntoView {
    view! {
        <main class="door" id="main">
            <p class="house">
                <img src="/favicon.svg" alt="" width="36" height="36" />
                "Billow"
            </p>
            <div class="card">
                <h1>{title}</h1>
                <p class="soft">{lead}</p>
                {told
                    .map(|LoginNotice { class, role, text }| {
                        view! {
                            <p class=class role=role>
                                {text}
                            </p>
                        }
                    })}
                {children()}
            </div>
        </main>
    }
}
